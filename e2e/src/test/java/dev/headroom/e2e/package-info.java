/** End-to-end tests: a real etcd, kube-apiserver, kube-scheduler and kwok, and Headroom as a process of its own. */
@NullMarked
package dev.headroom.e2e;

import org.jspecify.annotations.NullMarked;
