/// What `segflow --help` says.
pub(crate) const ALL: &str = "\
segflow: checks, previews and runs workflow files

  segflow check FILE             what is wrong with a workflow
  segflow preview FILE           the exact requests for one record
      --sample N                 of this sample, by number or name (default: the first)
      --record FILE              of these answers, as JSON: {\"form\":{\"field\":…}}
  segflow run FILE               send them
      --sample N, --record FILE  for one record
      --records FILE             for every row of a CSV, JSON Lines or JSON file
      --dry-run                  send nothing, and count what would be sent
      --run-id ID                the same id gives the same messages again

For check, preview and run:
      --json                     for programs: results as JSON on standard output
      --accounts FILE            accounts with their write keys (mode 0600), as
                                 [{\"id\":\"main\",\"label\":\"Shop\",\"writeKey\":\"…\",\"region\":\"us\"}];
                                 without it, the same text in SEGFLOW_ACCOUNTS
      --allow-private            send also to addresses of this machine and its network

FILE may be - for standard input. Exit codes: 0 all is well; 1 the workflow has
errors, or a run did not complete; 2 the command line is wrong; 3 it could not be
done. Colours are shown at a terminal only, and not with NO_COLOR.";
