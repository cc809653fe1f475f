#!/bin/sh
# Posts again what FreeSWITCH couldn't: run it every few minutes (cron). A call that was stored after all counts as a duplicate.
#   resend.sh /var/spool/freeswitch/cdr 'https://portal.example.net/api/v1/cdrs?mapping=freeswitch' /etc/portal/switch.key
# The key file has NAME:KEY. A record that is rejected, or whose answer isn't understood, stays where it is.
set -eu
spool=$1 url=$2 key=$3
for record in "$spool"/*.json; do
  [ -e "$record" ] || continue
  # By a configuration on its standard input, or the key would stand in the list of processes.
  answer=$(printf 'user = "%s"\n' "$(cat "$key")" |
    curl -sS --fail --max-time 30 --config - -H 'Content-Type: application/json' --data-binary "@$record" "$url") || exit 1
  case "$answer" in
    *'"rejected":0'* | *'"rejected": 0'*) rm -- "$record" ;;
    *) echo "$record: $answer" >&2 ;;
  esac
done
