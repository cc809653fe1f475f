#!/bin/sh
# Makes what a fleet keeps secret, once: deploy/secrets.sh DIR
#   keyring.key                     encrypts the key ring; the same on each machine. Without it no secret in the database can be read again
#   cluster-ca.pem, cluster-ca.key  the CA of the cluster; its key stays off the machines that run
#   node.pem                        a certificate of it with its key. One for all nodes; more of them: secrets.sh DIR NAME
#   pgpass-migrate, -silo, -web     a password for each role of the database, each for the machines that run as that role alone
#   passwords.sql                   sets them: psql -d portal -f passwords.sql, after deploy/postgres/roles.sql
#   postgres                        a password for the superuser of the database that container/compose.yaml starts
set -eu
[ $# -ge 1 ] || { echo "usage: $0 DIR [NODE]" >&2; exit 2; }
umask 077
mkdir -p "$1"
cd "$1"
ca='basicConstraints=critical,CA:TRUE'
node() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  printf '%s\n' 'basicConstraints=critical,CA:FALSE' 'keyUsage=critical,digitalSignature' 'extendedKeyUsage=serverAuth,clientAuth' \
    "subjectAltName=DNS:$1" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA cluster-ca.pem -CAkey cluster-ca.key -CAcreateserial -days 825 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
  cat "$1.crt" "$1.key" > "$1.pem"
  rm "$1.crt" "$1.key" "$1.csr" "$1.ext"
}
if [ $# -gt 1 ]; then node "$2"; echo "Made $(pwd)/$2.pem."; exit 0; fi
[ ! -e keyring.key ] || { echo "$(pwd) has secrets already. Whoever lost keyring.key lost what is sealed: nothing was changed." >&2; exit 1; }
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj "/CN=Portal's cluster" \
  -addext "$ca" -addext keyUsage=critical,keyCertSign,cRLSign -keyout cluster-ca.key -out cluster-ca.pem 2>/dev/null
node node
openssl rand -hex 24 > postgres
: > passwords.sql
for role in migrate silo web; do
  word=$(openssl rand -hex 24)
  echo "*:*:*:portal_$role:$word" > "pgpass-$role"
  echo "ALTER ROLE portal_$role PASSWORD '$word';" >> passwords.sql
done
openssl rand -base64 32 > keyring.key
echo "Made $(pwd). Keep cluster-ca.key elsewhere, and keyring.key in a backup that is not the database's."
