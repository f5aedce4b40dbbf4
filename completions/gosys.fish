# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_gosys_global_optspecs
    string join \n b/backend= o/output= timeout= q/quiet v/verbose color= settings= user= password-file= ca= cert= key= h/help V/version
end

function __fish_gosys_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_gosys_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_gosys_using_subcommand
    set -l cmd (__fish_gosys_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c gosys -n "__fish_gosys_needs_command" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_needs_command" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_needs_command" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_needs_command" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_needs_command" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_needs_command" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_needs_command" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_needs_command" -s V -l version -d 'Print version'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "id" -d 'Make and read unique ids'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "lock" -d 'Run commands under a lock, one at a time'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "settings" -d 'Show each setting and where its value comes from'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "backends" -d 'List the backends, and whether each answers now'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "completions" -d 'Print the completion script for a shell'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s n -l count -d 'How many, or inf [default: 1]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l node -d 'The node to make them for, or auto' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l lag -d 'Use ticks that were never used and are up to this old [default: 0s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l ahead -d 'Let ids be ahead of the clock by up to this much [default: 0s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l max-jump -d 'How far the clock may have jumped before none is made, or inf [default: 24h]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l durability -d 'What ids stay unique through [default: power]' -r -f -a "power\t'A loss of power'
process\t'The end of processes; no write to disk is waited for'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l window -d 'How long a window to lease from a server [default: 2m]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l namespace -d 'For uuid5: dns, url, oid, x500 or a UUID' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l name -d 'For uuid5: the name' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l prefix -d 'For typeid: the type' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s 0 -l null -d 'End each with a NUL byte instead of a newline'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l stateless -d 'Write nothing down: unique only with some probability'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l accept-empty -d 'Believe that a Redis that has just started has forgotten no window'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "new" -d 'Make unique ids, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "decode" -d 'Say what ids are made of: time, node, sequence'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "guess" -d 'Rank the kinds of ids that a text may be'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "at" -d 'Give the least and the greatest id of a moment'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "check" -d 'Look for duplicates, disorder and steps of the clock'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "schemes" -d 'List the kinds of ids: bits, epoch, limit, last day'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "bench" -d 'Make ids as fast as this machine can, and count them'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "nodes" -d 'Show who has which node, or give one back'
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s n -l count -d 'How many, or inf [default: 1]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l node -d 'The node to make them for, or auto' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l lag -d 'Use ticks that were never used and are up to this old [default: 0s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l ahead -d 'Let ids be ahead of the clock by up to this much [default: 0s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l max-jump -d 'How far the clock may have jumped before none is made, or inf [default: 24h]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l durability -d 'What ids stay unique through [default: power]' -r -f -a "power\t'A loss of power'
process\t'The end of processes; no write to disk is waited for'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l window -d 'How long a window to lease from a server [default: 2m]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l namespace -d 'For uuid5: dns, url, oid, x500 or a UUID' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l name -d 'For uuid5: the name' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l prefix -d 'For typeid: the type' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s 0 -l null -d 'End each with a NUL byte instead of a newline'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l stateless -d 'Write nothing down: unique only with some probability'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l accept-empty -d 'Believe that a Redis that has just started has forgotten no window'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l template -d 'A line of your own for each: text and {field}s of -o json' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l node -d 'Only ids of this node' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l min -d 'Only the least'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l max -d 'Only the greatest'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l for -d 'For how long [default: 1s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s s -l scheme -d 'The kind of id; `gosys id schemes` lists them [default: snowflake]' -r -f -a "snowflake\t''
sonyflake\t''
sonyflake1\t''
discord\t''
instagram\t''
mastodon\t''
tsid\t''
baidu\t''
uuid\t''
uuid4\t''
uuid5\t''
uuid7\t''
ulid\t''
ksuid\t''
typeid\t''
nanoid\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l layout -d 'A layout of your own: bits of time, node and sequence' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l format -d 'How ids are written [default: the scheme\'s own form]' -r -f -a "dec\t''
hex\t''
crockford\t''
base62\t''
base2\t''
base32z\t''
base36\t''
base58\t''
base64-decimal\t''
bytes\t''"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "new" -d 'Make unique ids, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "decode" -d 'Say what ids are made of: time, node, sequence'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "guess" -d 'Rank the kinds of ids that a text may be'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "at" -d 'Give the least and the greatest id of a moment'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "check" -d 'Look for duplicates, disorder and steps of the clock'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "schemes" -d 'List the kinds of ids: bits, epoch, limit, last day'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "bench" -d 'Make ids as fast as this machine can, and count them'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "nodes" -d 'Show who has which node, or give one back'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -f -a "run" -d 'Run a command while holding a lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l wait -d 'Give up after this long: exit 75 [default: wait for ever]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l max-hold -d 'End the command after this long: exit 124' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l ttl -d 'How long the lock outlives a holder that is gone; the local backend needs none' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s E -l conflict-exit-code -d 'The exit code instead of 75 when the lock is taken' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l try -d 'Do not wait at all: exit 75 if the lock is taken'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l close -d 'Do not let the command inherit the lock: it ends with gosys, whatever the command leaves running'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "run" -d 'Run a command while holding a lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand backends" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand backends" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand backends" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand backends" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'"
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "id" -d 'Make and read unique ids'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "lock" -d 'Run commands under a lock, one at a time'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "settings" -d 'Show each setting and where its value comes from'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "backends" -d 'List the backends, and whether each answers now'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "completions" -d 'Print the completion script for a shell'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock settings backends completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "new" -d 'Make unique ids, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "decode" -d 'Say what ids are made of: time, node, sequence'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "guess" -d 'Rank the kinds of ids that a text may be'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "at" -d 'Give the least and the greatest id of a moment'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "check" -d 'Look for duplicates, disorder and steps of the clock'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "schemes" -d 'List the kinds of ids: bits, epoch, limit, last day'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "bench" -d 'Make ids as fast as this machine can, and count them'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "nodes" -d 'Show who has which node, or give one back'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "run" -d 'Run a command while holding a lock'
