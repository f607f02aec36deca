// Command accuracylab behaves like one of many kinds of Go services, with its sizes, rates and periods drawn from a seed, so
// that forecasts can be compared with what real processes do under real limits.
//
//	accuracylab -list                          the kinds, one a line: name and class (steady, moving or killed)
//	accuracylab -kind K -seed N -plan          JSON: the environment and the limits under which to start it
//	accuracylab -kind K -seed N -port P        behaves so until SIGTERM, and serves /metrics
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("accuracylab: ")
	name := flag.String("kind", "", "kind of service, see -list")
	seed := flag.Uint64("seed", 1, "what the parameters are drawn from")
	stream := flag.Uint64("stream", 0, "replica: equal parameters, other random load")
	port := flag.Int("port", 0, "port to listen on at 127.0.0.1; 0 takes a free one")
	metrics := flag.String("metrics", "", "default, full or otel; empty: as the plan says")
	list := flag.Bool("list", false, "print the kinds")
	plan := flag.Bool("plan", false, "print the plan as JSON")
	flag.Parse()
	if *list {
		for _, k := range kinds() {
			fmt.Println(k.name, k.class)
		}
		return
	}
	k, err := find(*name)
	if err != nil {
		log.Fatal(err)
	}
	s := k.scenario(*seed)
	if *plan {
		_ = json.NewEncoder(os.Stdout).Encode(s.Plan)
		return
	}
	if err := checkEnv(s.Env); err != nil {
		log.Fatal(err)
	}
	if *metrics == "" {
		*metrics = s.Metrics
	}
	if err := serve(*port, *metrics, s.run, newService(*seed, *stream)); err != nil {
		log.Fatal(err)
	}
}

// checkEnv refuses to run under another setting of the collector than the plan's: the recording would lie.
func checkEnv(env map[string]string) error {
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		if os.Getenv(name) != env[name] {
			return fmt.Errorf("%s is %q, the plan says %q: start it with the env of -plan", name, os.Getenv(name), env[name])
		}
	}
	return nil
}

func serve(port int, metrics string, run func(context.Context, *service), s *service) error {
	handler, err := exposition(metrics)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	mux := http.NewServeMux()
	mux.Handle("/metrics", handler)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	go run(ctx, s)
	fmt.Printf("accuracylab: http://%s\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
