package dev.headroom.extender.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadKeyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "a Deployment's ReplicaSet is named by the hash,      ReplicaSet,  web-7f9c,       7f9c,  ns/Deployment/web",
                "a ReplicaSet of its own has no hash,                 ReplicaSet,  web,            -,     ns/ReplicaSet/web",
                "a hash that is not the suffix leaves the ReplicaSet, ReplicaSet,  web-7f9c,       aaaa,  ns/ReplicaSet/web-7f9c",
                "a suffix without a dash is no hash,                  ReplicaSet,  web7f9c,        7f9c,  ns/ReplicaSet/web7f9c",
                "a name that is only the hash leaves the ReplicaSet,  ReplicaSet,  -7f9c,          7f9c,  ns/ReplicaSet/-7f9c",
                "a CronJob's Job is named by the minute,              Job,         nightly-29301,  -,     ns/CronJob/nightly",
                "a Job with another name is itself,                   Job,         import-now,     -,     ns/Job/import-now",
                "a Job of digits only is itself,                      Job,         29301,          -,     ns/Job/29301",
                "a StatefulSet is itself,                             StatefulSet, db,             -,     ns/StatefulSet/db",
                "a DaemonSet with the label is itself,                DaemonSet,   log-7f9c,       7f9c,  ns/DaemonSet/log-7f9c",
                "a pod without a controller has no workload,          -,           -,              -,     ''"
            })
    void namesTheWorkload(String why, String kind, String name, String hash, String key) {
        assertThat(WorkloadKey.of("ns", kind, name, hash)).isEqualTo(key);
    }
}
