package main

import (
	"fmt"
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/contrib/instrumentation/runtime"
	otelprometheus "go.opentelemetry.io/otel/exporters/prometheus"
	"go.opentelemetry.io/otel/sdk/metric"
)

// exposition serves the metrics in one of the three forms in which Go services are found: client_golang's defaults, its
// collector of all of runtime/metrics, or OpenTelemetry's names (which have no resident memory).
func exposition(form string) (http.Handler, error) {
	switch form {
	case "default":
		return promhttp.Handler(), nil
	case "full":
		registry := prometheus.NewRegistry()
		registry.MustRegister(
			collectors.NewGoCollector(collectors.WithGoCollectorRuntimeMetrics(collectors.MetricsAll)),
			collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
		return promhttp.HandlerFor(registry, promhttp.HandlerOpts{}), nil
	case "otel":
		registry := prometheus.NewRegistry()
		exporter, err := otelprometheus.New(otelprometheus.WithRegisterer(registry))
		if err != nil {
			return nil, err
		}
		provider := metric.NewMeterProvider(metric.WithReader(exporter))
		if err := runtime.Start(runtime.WithMeterProvider(provider)); err != nil {
			return nil, err
		}
		return promhttp.HandlerFor(registry, promhttp.HandlerOpts{}), nil
	}
	return nil, fmt.Errorf("-metrics %q: allowed are default, full, otel", form)
}
