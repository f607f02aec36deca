// Command echo is a scheduler extender that does nothing but decode and answer: the floor that Headroom's verbs are measured against.
// Filter keeps every node, prioritize gives every node 0, preempt keeps every candidate.
package main

import (
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

	extender "k8s.io/kube-scheduler/extender/v1"
)

func main() {
	addr := flag.String("addr", "127.0.0.1", "address to listen on")
	port := flag.Int("port", 0, "port to listen on; 0 takes a free one")
	flag.Parse()
	listener, err := net.Listen("tcp", net.JoinHostPort(*addr, strconv.Itoa(*port)))
	if err != nil {
		log.Fatalf("echo: %v", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /filter", verb(filter))
	mux.HandleFunc("POST /prioritize", verb(prioritize))
	mux.HandleFunc("POST /preempt", verb(preempt))
	// kube-scheduler keeps idle connections for 90 s: a shorter limit here would meet its requests.
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 120 * time.Second}
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, syscall.SIGTERM, os.Interrupt)
	go func() {
		<-stopped
		_ = server.Close()
	}()
	fmt.Printf("echo: http://%s\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		log.Fatalf("echo: %v", err)
	}
}

// verb decodes the body, answers, and writes the answer in one piece, so that it has a Content-Length.
func verb[Args, Result any](answer func(Args) Result) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var args Args
		if err := json.NewDecoder(r.Body).Decode(&args); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		body, err := json.Marshal(answer(args))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	}
}

func filter(args extender.ExtenderArgs) *extender.ExtenderFilterResult {
	return &extender.ExtenderFilterResult{NodeNames: args.NodeNames, Nodes: args.Nodes}
}

func prioritize(args extender.ExtenderArgs) extender.HostPriorityList {
	scores := extender.HostPriorityList{}
	if args.NodeNames != nil {
		for _, name := range *args.NodeNames {
			scores = append(scores, extender.HostPriority{Host: name})
		}
	} else if args.Nodes != nil {
		for i := range args.Nodes.Items {
			scores = append(scores, extender.HostPriority{Host: args.Nodes.Items[i].Name})
		}
	}
	return scores
}

func preempt(args extender.ExtenderPreemptionArgs) *extender.ExtenderPreemptionResult {
	kept := args.NodeNameToMetaVictims
	if kept == nil {
		kept = map[string]*extender.MetaVictims{}
		for node, victims := range args.NodeNameToVictims {
			meta := &extender.MetaVictims{NumPDBViolations: victims.NumPDBViolations}
			for _, pod := range victims.Pods {
				meta.Pods = append(meta.Pods, &extender.MetaPod{UID: string(pod.UID)})
			}
			kept[node] = meta
		}
	}
	return &extender.ExtenderPreemptionResult{NodeNameToMetaVictims: kept}
}
