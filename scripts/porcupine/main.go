// Checks one history with Porcupine and prints what that cost, for `cygnet bench checkers`.
//
// Input: JSON lines as docs/reference/history.md describes them, registers of whole numbers.
// Output: one JSON object: result (valid, invalid or unknown), cpu_ms of this process from opening
// the file to the verdict, peak_mib of this process, and parse_ms, which is part of cpu_ms.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"syscall"
	"time"

	"github.com/anishathalye/porcupine"
)

type event struct {
	Process int64           `json:"process"`
	Type    string          `json:"type"`
	F       string          `json:"f"`
	Key     string          `json:"key"`
	Value   json.RawMessage `json:"value"`
}

type input struct {
	op       byte // r, w or c
	key      string
	value    int64
	expected int64
}

type output struct {
	value   int64
	matched bool
	unknown bool
}

// The value of a key that nobody wrote.
const absent = math.MinInt64

var model = porcupine.Model{
	Partition: func(history []porcupine.Operation) [][]porcupine.Operation {
		keys := map[string][]porcupine.Operation{}
		for _, o := range history {
			k := o.Input.(input).key
			keys[k] = append(keys[k], o)
		}
		parts := make([][]porcupine.Operation, 0, len(keys))
		for _, part := range keys {
			parts = append(parts, part)
		}
		return parts
	},
	Init: func() interface{} { return int64(absent) },
	Step: func(state, in, out interface{}) (bool, interface{}) {
		s, i, o := state.(int64), in.(input), out.(output)
		switch i.op {
		case 'r':
			return o.unknown || o.value == s, s
		case 'w':
			return true, i.value
		default:
			if o.unknown {
				if s == i.expected {
					return true, i.value
				}
				return true, s
			}
			if (s == i.expected) != o.matched {
				return false, s
			}
			if o.matched {
				return true, i.value
			}
			return true, s
		}
	},
	Equal: func(a, b interface{}) bool { return a.(int64) == b.(int64) },
}

func processor() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func number(raw json.RawMessage) int64 {
	var value *int64
	if err := json.Unmarshal(raw, &value); err != nil {
		panic(err)
	}
	if value == nil {
		return absent
	}
	return *value
}

func read(path string) []porcupine.Operation {
	file, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	defer file.Close()
	open := map[int64]int{}
	var history []porcupine.Operation
	place := int64(0)
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			panic(err)
		}
		place++
		if e.Type == "invoke" {
			i := input{op: e.F[0], key: e.Key}
			switch e.F {
			case "write":
				i.value = number(e.Value)
			case "cas":
				var pair [2]json.RawMessage
				if err := json.Unmarshal(e.Value, &pair); err != nil {
					panic(err)
				}
				i.expected, i.value = number(pair[0]), number(pair[1])
			}
			open[e.Process] = len(history)
			history = append(history, porcupine.Operation{
				ClientId: int(e.Process), Input: i, Call: place,
				Output: output{unknown: true}, Return: math.MaxInt64,
			})
			continue
		}
		o := &history[open[e.Process]]
		delete(open, e.Process)
		switch e.Type {
		case "ok":
			o.Return = place
			if e.F == "read" {
				o.Output = output{value: number(e.Value)}
			} else {
				o.Output = output{matched: true}
			}
		case "fail":
			// Without an error it is a compare-and-set that saw another value.
			o.Return = place
			o.Output = output{}
		}
	}
	return history
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: porcupine HISTORY.jsonl")
		os.Exit(64)
	}
	start := processor()
	history := read(os.Args[1])
	parsed := processor()
	result := porcupine.CheckOperationsTimeout(model, history, 0)
	end := processor()
	words := map[porcupine.CheckResult]string{
		porcupine.Ok: "valid", porcupine.Illegal: "invalid", porcupine.Unknown: "unknown",
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	fmt.Printf(
		"{\"result\":%q,\"cpu_ms\":%.1f,\"parse_ms\":%.1f,\"peak_mib\":%.1f}\n",
		words[result], float64(end-start)/1e6, float64(parsed-start)/1e6,
		float64(usage.Maxrss)/1024)
}
