/// What `segflow --help` says.
pub(crate) const ALL: &str = "\
segflow: checks, previews and runs workflow files

  segflow check FILE             what is wrong with a workflow
  segflow preview FILE           the exact requests for one record
      --sample N                 of this sample, by number or name (default: the first)
      --record FILE              of these answers, as JSON: {\"form\":{\"field\":…}}
  segflow run FILE               send them
      --workflows PATH           the workflows that its tasks may run: a file, or a
                                 folder of them; for check and preview, too
      --sample N, --record FILE  for one record
      --records FILE             for every row of a CSV, JSON Lines or JSON file
          --mapping FILE         {\"column\":\"form.field\"}; without it, columns are
                                 matched by name
          --no-header            the first row of CSV names no columns: they are
                                 \"Column 1\", \"Column 2\" and so on in the mapping
          --format csv|jsonl|json, --delimiter C, --lanes N
          --resume, --restart    go on from the checkpoint of a run that did not
                                 end, or begin anew (--checkpoint FILE names it)
          --report FILE          what became of every row
          --rerun FILE           the rows that did not go, to be mended and run again
      --dry-run                  send nothing, and count what would be sent
      --run-id ID                the same id gives the same messages again
  segflow import FILE            a workflow out of one of Kotive's tasks, a Segment
                                 mapping or an n8n workflow; what is not taken over
                                 is told on standard error
      --out FILE                 write it there instead of to standard output
  segflow export FILE            one task as something else
      --task ID, --as curl|powershell|analytics-js|analytics-node
                                 the request for a record (--sample N, --record FILE)
      --task ID, --as mapping-kit
                                 the task itself, as a Segment mapping
      --as plan                  the tracking plan, as Typewriter's plan.json

On a durable engine, Restate, which goes on after any crash:

  segflow up                     start the engine and a worker on this machine; the
                                 engine is installed from npm if it is not there
      --data DIR, --address A, --server FILE, and of a worker's: --metrics (default
      127.0.0.1:9081), --rate, --tries
  segflow worker                 a worker alone, for an engine elsewhere
      --listen ADDRESS:PORT      where it answers (default 127.0.0.1:9080); several
                                 workers of a machine may share one
      --admin URL                tell this engine of it, as --url URL (default: where
                                 it listens)
      --metrics ADDRESS:PORT     answer /metrics (Prometheus) and /health there
      --rate N                   send at most N messages a second
      --tries N                  pause a run that cannot even be tried, as without its
                                 account, after so many tries (default 1000)
  segflow submit FILE            hand records to the engine: --records FILE, in chunks
                                 by user (--mapping, --no-header and the like as for
                                 run); --record FILE or --sample N
      --each                     each line (JSON) by itself, every task a durable step
      --workflows PATH           the workflows that its tasks may run; they travel
                                 along as they are now
  segflow status                 how many wait, are under way, have ended or failed
  segflow dead-letters           records whose run failed, and why (--run-id ID)
  segflow replay RUN-ID          run them once more, as the same messages, and let
                                 what is paused go on (--row N)
      --engine URL, --admin URL  where the engine is (default http://127.0.0.1:8080
                                 and http://127.0.0.1:9070)

For all of them:
      --json                     for programs: results as JSON on standard output
      --accounts FILE            accounts with their write keys (mode 0600), as
                                 [{\"id\":\"main\",\"label\":\"Shop\",\"writeKey\":\"…\",\"region\":\"us\"}];
                                 without it, the same text in SEGFLOW_ACCOUNTS
      --allow-private            send also to addresses of this machine and its network

FILE may be - for standard input. Exit codes: 0 all is well; 1 the workflow has
errors, or a run did not complete; 2 the command line is wrong; 3 it could not be
done. Colours are shown at a terminal only, and not with NO_COLOR.";
