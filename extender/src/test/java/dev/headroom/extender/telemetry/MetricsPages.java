package dev.headroom.extender.telemetry;

/** What Go programs answer at {@code /metrics}. */
final class MetricsPages {

    /** The default collectors of client_golang: live heap 91 MiB at GOGC 100. */
    static final String CLIENT_GOLANG = """
            # HELP go_gc_duration_seconds A summary of the wall-time pause duration in garbage collection cycles.
            # TYPE go_gc_duration_seconds summary
            go_gc_duration_seconds{quantile="0"} 2.1e-05
            go_gc_duration_seconds{quantile="1"} 0.000212
            go_gc_duration_seconds_sum 0.004
            go_gc_duration_seconds_count 42
            # HELP go_gc_gogc_percent Heap size target percentage configured by the user, otherwise 100.
            # TYPE go_gc_gogc_percent gauge
            go_gc_gogc_percent 100
            go_gc_gomemlimit_bytes 9.223372036854776e+18
            go_goroutines 8
            go_info{version="go1.26.0"} 1
            go_memstats_alloc_bytes 1.2e+08
            go_memstats_alloc_bytes_total 5e+09
            go_memstats_heap_alloc_bytes 1.2e+08
            go_memstats_heap_released_bytes 4e+06
            go_memstats_next_gc_bytes 1.91e+08
            go_memstats_stack_inuse_bytes 589824
            go_memstats_sys_bytes 2.02e+08
            process_resident_memory_bytes 1.93e+08
            """;

    /** The collector of {@code runtime/metrics} alone, without the older names. */
    static final String RUNTIME_METRICS = """
            go_gc_cycles_total_gc_cycles_total 42
            go_gc_gogc_percent 100
            go_gc_gomemlimit_bytes 5.24288e+08
            go_gc_heap_allocs_bytes_total 5e+09
            go_gc_heap_goal_bytes 1.91e+08
            go_gc_heap_live_bytes 9.5e+07
            go_memory_classes_heap_objects_bytes 1.2e+08
            go_memory_classes_heap_released_bytes 4e+06
            go_memory_classes_heap_stacks_bytes 589824
            go_memory_classes_total_bytes 2.02e+08
            """;

    private MetricsPages() {}
}
