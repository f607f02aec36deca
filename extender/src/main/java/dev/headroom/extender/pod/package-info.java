/**
 * What is computed from a pod's fields, whoever read them: quantities, effective requests, memory specification,
 * workload. Knows no Kubernetes client and no JSON, so that the watch and the verbs come to the same numbers.
 */
@NullMarked
package dev.headroom.extender.pod;

import org.jspecify.annotations.NullMarked;
