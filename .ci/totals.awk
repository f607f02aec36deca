# Prints the totals of each module and, last, of all modules, from the log of `mvn verify`; exit code 1 if no test ran.
/ Building Headroom/ {
  module = $0
  sub(/.* Building /, "", module)
  sub(/ [0-9][^ ]* .*/, "", module)
}
/--- .*(surefire|failsafe)/ { kind = /failsafe/ ? "integration" : "unit" }
/Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
  line = substr($0, index($0, "Tests run:"))
  print module ", " kind ": " line
  split(line, part, /[^0-9]+/)
  for (i = 2; i <= 5; i++) sum[i] += part[i]
}
END {
  printf "All modules: Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", sum[2], sum[3], sum[4], sum[5]
  exit sum[2] == 0
}
