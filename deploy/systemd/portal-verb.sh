#!/bin/sh
# Runs a verb with the settings, secrets and user of a unit, as root: portal-verb.sh doctor; UNIT=portal-silo portal-verb.sh rebuild
set -eu
[ $# -ge 1 ] || { echo "usage: [UNIT=portal] $0 VERB [ARGUMENT...]" >&2; exit 2; }
unit=${UNIT:-portal}
secrets=
for file in keyring.key pgpass node.pem; do
  [ ! -e "/etc/portal/$file" ] || secrets="$secrets -pLoadCredential=$file:/etc/portal/$file"
done
# shellcheck disable=SC2016,SC2086
exec systemd-run --quiet --pipe --wait --collect $secrets -pUser=portal -pUMask=0077 -pPrivateTmp=yes -pLimitNOFILE=65536 "-pStateDirectory=$unit" \
  "-pWorkingDirectory=/var/lib/$unit" "-pEnvironmentFile=-/etc/portal/portal.env" "-pEnvironmentFile=-/etc/portal/$unit.env" \
  "-pEnvironment=Portal__DataDirectory=/var/lib/$unit" /bin/sh -c '
    export Portal__Keys__File="$CREDENTIALS_DIRECTORY/keyring.key"
    if [ -e "$CREDENTIALS_DIRECTORY/pgpass" ]; then
      export Portal__Storage__Provider=postgres PGPASSFILE="$CREDENTIALS_DIRECTORY/pgpass"
      export Portal__Cluster__Tls__Certificate="$CREDENTIALS_DIRECTORY/node.pem" Portal__Cluster__Tls__Authority=/etc/portal/cluster-ca.pem
    fi
    exec /opt/portal/WebHost "$@"' sh "$@"
