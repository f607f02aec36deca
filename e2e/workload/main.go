// Command gcworkload is a Go program with a known live heap and a known allocation rate, as a target for forecasts: it holds
// -live-mib of small and medium objects, makes -alloc-mib-s of garbage, and serves client_golang's default metrics. A POST to
// /shrink?live-mib=N lets go of what exceeds N MiB.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	addr := flag.String("addr", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 0, "port to listen on; 0 takes a free one")
	live := flag.Int("live-mib", 64, "live heap in MiB")
	rate := flag.Float64("alloc-mib-s", 16, "garbage in MiB per second")
	flag.Parse()
	if *live < 0 || *rate < 0 {
		log.Fatalf("gcworkload: -live-mib %d and -alloc-mib-s %g must not be negative", *live, *rate)
	}

	listener, err := net.Listen("tcp", net.JoinHostPort(*addr, strconv.Itoa(*port)))
	if err != nil {
		log.Fatalf("gcworkload: %v", err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	held := newHeap(*live << 20)
	// Two cycles, so that the exported heap goal follows from the live heap and not from its growth.
	runtime.GC()
	runtime.GC()
	go held.churn(ctx, *rate*(1<<20))

	mux := http.NewServeMux()
	mux.Handle("/", promhttp.Handler())
	mux.HandleFunc("POST /shrink", func(w http.ResponseWriter, r *http.Request) {
		mib, err := strconv.Atoi(r.FormValue("live-mib"))
		if err != nil || mib < 0 {
			http.Error(w, fmt.Sprintf("live-mib %q must be a whole number, 0 or more", r.FormValue("live-mib")), http.StatusBadRequest)
			return
		}
		held.shrink(mib << 20)
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	fmt.Printf("gcworkload: live %d MiB, %g MiB/s, http://%s/metrics\n", *live, *rate, listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		log.Fatalf("gcworkload: %v", err)
	}
	runtime.KeepAlive(held)
}
