# Sourced by tools/demo and tools/test: phases that are timed, quiet when they go well, and show that they are alive.
mkdir -p build/log
rm -rf build/log/*

# phase NAME COMMAND...: runs it with its output in build/log; prints the time and what it says to have left out, or the log's end on failure.
phase() {
  local name=$1 log="build/log/${1// /-}.log" begun=$SECONDS
  shift
  "$@" >"$log" 2>&1 &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.1
    if [ $(((SECONDS - begun) / 15)) -gt "${beats:-0}" ]; then
      beats=$(((SECONDS - begun) / 15))
      printf '  %-28s ... %3d s  %s\n' "$name" $((SECONDS - begun)) "$(tail -n 1 "$log" | cut -c 1-60)"
    fi
  done
  beats=0
  local code=0
  wait "$job" || code=$?
  if [ "$code" -eq 0 ]; then
    printf '  %-28s %5d s  %s\n' "$name" $((SECONDS - begun)) "$(grep -m 1 '^left out: ' "$log")"
  elif [ "$code" -eq 77 ]; then
    printf '  %-28s skipped: %s\n' "$name" "$(tail -n 1 "$log")"
    code=0
  else
    printf '  %-28s FAILED after %d s; the end of %s:\n' "$name" $((SECONDS - begun)) "$log"
    tail -n 60 "$log"
  fi
  return "$code"
}

# build PRESET [TARGET...]
build() {
  local preset=$1
  shift
  cmake --preset "$preset" && ninja -C "build/$preset" "$@"
}
