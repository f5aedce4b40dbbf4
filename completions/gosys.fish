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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
complete -c gosys -n "__fish_gosys_needs_command" -f -a "lock" -d 'Take locks, hold them and give them back'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "config" -d 'Watch and roll back configuration'
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "run" -d 'Run a command while holding a lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "acquire" -d 'Take a lock and print its token, for a later release'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "renew" -d 'Begin a lock\'s TTL anew'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "release" -d 'Give a lock back'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "check" -d 'Ask whether a lock is still held, and long enough'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "status" -d 'Show who holds a lock and who waits for it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "ls" -d 'List the locks that are held, with their holders and queues'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "watch" -d 'Show what happens to a lock, as it happens'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "break" -d 'Take a lock from its holder'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "fence" -d 'Run a command unless its fence is stale'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "bench" -d 'Measure how fast a lock goes from one holder to the next'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l also -d 'Another lock to take with it, all or none; may be given again' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l wait -d 'Give up after this long: exit 75' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l slots -d 'Let up to so many hold the lock at once' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l ttl -d 'How long the lock outlives a holder that is gone' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l owner -d 'What others are told of who holds it [default: the user\'s name]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s E -l conflict-exit-code -d 'The exit code instead of 75 when the lock is taken' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l max-hold -d 'End the command after this long: exit 124' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l on-lost -d 'What becomes of the command when the lock is lost' -r -f -a "kill\t'It is ended'
warn\t'It goes on, and that it was lost is told in the end'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l contain -d 'What keeps the command from outliving gosys [default: none; on a server guard]' -r -f -a "none\t'It goes on, and a local lock stays with it'
guard\t'It is killed with all that it started, by a second process that watches over it'
pidns\t'As with guard, and also when both processes are killed at once: it runs in a PID namespace, and whatever it leaves running is killed in the end'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l status-fd -d 'Write one line of JSON about the end to this open file descriptor' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l shared -d 'Share the lock with others that ask for the same'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l compat -d 'Redis: lock the plain key NAME, as other libraries do with SET NX PX'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l close -d 'Do not let the command inherit a local lock: it ends with gosys, whatever is left running'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l also -d 'Another lock to take with it, all or none; may be given again' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l wait -d 'Give up after this long: exit 75' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l slots -d 'Let up to so many hold the lock at once' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l ttl -d 'How long the lock outlives a holder that is gone' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l owner -d 'What others are told of who holds it [default: the user\'s name]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s E -l conflict-exit-code -d 'The exit code instead of 75 when the lock is taken' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l pid -d 'End the lock when this process ends, if its TTL is not over before; on the local backend only' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l try -d 'Do not wait at all: exit 75 if the lock is taken'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l shared -d 'Share the lock with others that ask for the same'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l compat -d 'Redis: lock the plain key NAME, as other libraries do with SET NX PX'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l ttl-at-most -d 'Take what TTL the server gives, if it is less than was asked for'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l also -d 'Another lock of the same token; may be given again' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l ttl -d 'Another TTL from now on; etcd keeps the one it has [default: as before]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l also -d 'Another lock of the same token; may be given again' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l also -d 'Another lock of the same token; may be given again' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l margin -d 'How much must be left [default: any]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l until-free -d 'End, with 0, as soon as nobody holds the lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l if-token -d 'Only if this is the holder: its token, or as much of it as lists show' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l reason -d 'What the holder is told' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l yes -d 'Yes, the holder is to lose it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l fence -d 'The fence of whoever holds the lock, as `lock run` and `lock acquire` give it' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l wait -d 'Give up after this long: exit 75 [default: wait for ever]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l try -d 'Do not wait at all: exit 75 if somebody else has the file'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l workers -d 'How many want the lock at once' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l for -d 'For how long [default: 2s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l hold -d 'How long each holds it [default: 0s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "run" -d 'Run a command while holding a lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "acquire" -d 'Take a lock and print its token, for a later release'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "renew" -d 'Begin a lock\'s TTL anew'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "release" -d 'Give a lock back'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "check" -d 'Ask whether a lock is still held, and long enough'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show who holds a lock and who waits for it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the locks that are held, with their holders and queues'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "watch" -d 'Show what happens to a lock, as it happens'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "break" -d 'Take a lock from its holder'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "fence" -d 'Run a command unless its fence is stale'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "bench" -d 'Measure how fast a lock goes from one holder to the next'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "get" -d 'Print the value of a key'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "set" -d 'Set keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "unset" -d 'Remove keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "ls" -d 'List the keys, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "log" -d 'List the releases, newest first: when, who, why, which keys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "show" -d 'Show a release, with all that it changed'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "diff" -d 'Show what differs between two releases'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "blame" -d 'Show which release gave each key its value'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "tag" -d 'Give a release a name'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "rollback" -d 'Bring back what a release was, as a new release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "drift" -d 'Show what was written past gosys since the last release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "adopt" -d 'Make a release of what was written past gosys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "bisect" -d 'Find the release that broke a check'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "lint" -d 'Check the space against a JSON Schema'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "render" -d 'Fill a template in with the values of the space'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "export" -d 'Print the space as a document, without loss'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "import" -d 'Take a document into the space, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "edit" -d 'Edit the space as YAML, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "exec" -d 'Run a command with the space in its environment'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "gc" -d 'Forget old releases'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "doctor" -d 'Check the space, and the server or folder that has it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "watch" -d 'Show what changes, as it changes, or run a command for it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "sync" -d 'Keep a copy of the space in a folder'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "status" -d 'Show who has applied which release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cache -d 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l max-stale -d 'Only if the copy was the server\'s state this recently; else exit 69' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l raw -d 'The bytes as they are, without a newline, also to a terminal'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cache-only -d 'Do not ask the server at all'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l values -d 'With their values'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s n -d 'Only the last so many' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l keys -d 'Only releases that changed a key like this, such as db/*' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l keys -d 'Only keys like this, such as db/*' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l delete -d 'Take the name away; 1 if the release does not have it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l to -d 'Its number, -1 for the one before, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l keys -d 'Only keys like this, such as db/*' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l force -d 'Write over what was written past gosys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l keys -d 'Only keys like this, such as db/*' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l run -d 'The check' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l good -d 'A release that is known to be good [default: the newest tagged good, else the oldest]' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l bad -d 'A later one that is known to be bad' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l schema -d 'This schema, JSON or YAML, instead of the one that is kept' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l keep -d 'Keep that schema with the space, if the space satisfies it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l forget -d 'Keep no schema any more'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l show -d 'Print the schema that is kept; 1 if there is none'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s O -l into -d 'Replace this file, instead of printing' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l check -d 'Replace it only if this line for sh succeeds; the new text is in the file $GOSYS_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l reload -d 'Run this line for sh after it was replaced' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l format -d 'The form of the document [default: yaml]' -r -f -a "yaml\t''
json\t''
toml\t''
env\t''
properties\t''"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l format -d 'The form of the document [default: by the ending of the file\'s name]' -r -f -a "yaml\t''
json\t''
toml\t''
env\t''
properties\t''"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l prefix -d 'Put the keys into this folder; with --prune, delete only in there' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l prune -d 'Delete the keys that are not in the document'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l yes -d 'Also where that deletes more than 30 % of the keys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s m -l message -d 'Why: kept with the release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l prefix -d 'Only the keys in this folder, by their names in there' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cache -d 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l max-stale -d 'Only if the copy was the server\'s state this recently; else exit 69' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l only -d 'Nothing else in the environment, not even PATH'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cache-only -d 'Do not ask the server at all'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l keep -d 'Keep so many of the last releases, however old' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l keep-for -d 'Keep all releases that are younger than this [default: 720h]' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l dry-run -d 'Say what would go, and forget nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l bookmark -d 'Also whether a watcher can go on from this bookmark' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l debounce -d 'Run the command when there was no change for so long' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l max-wait -d 'But wait no longer than this after a change [default: 10 times --debounce]' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l on-busy -d 'What becomes of changes that come while the command runs' -r -f -a "queue\t'Each has a run of its own, in order'
coalesce\t'All of them together are the next run'
restart\t'The hook is ended, and started again with all that is not done'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l bookmark -d 'Remember in this file how far this has come, and go on from there' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l tag-good -d 'Give a release the tag `good` when the command has succeeded with it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l keep -d 'So many states stay' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l once -d 'Copy what is there now, print the number of its release, and end'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l wait -d 'Wait until all that watch, or the hosts of --host, have this release' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l host -d 'Only this host; may be given several times' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l user -d 'The user name for the backend' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l all -d 'Wait for all that watch, and at least one: the default'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print the value of a key'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Set keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "unset" -d 'Remove keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "ls" -d 'List the keys, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "log" -d 'List the releases, newest first: when, who, why, which keys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show a release, with all that it changed'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show what differs between two releases'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "blame" -d 'Show which release gave each key its value'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "tag" -d 'Give a release a name'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "rollback" -d 'Bring back what a release was, as a new release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "drift" -d 'Show what was written past gosys since the last release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "adopt" -d 'Make a release of what was written past gosys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "bisect" -d 'Find the release that broke a check'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "lint" -d 'Check the space against a JSON Schema'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "render" -d 'Fill a template in with the values of the space'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "export" -d 'Print the space as a document, without loss'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "import" -d 'Take a document into the space, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "edit" -d 'Edit the space as YAML, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "exec" -d 'Run a command with the space in its environment'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "gc" -d 'Forget old releases'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "doctor" -d 'Check the space, and the server or folder that has it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "watch" -d 'Show what changes, as it changes, or run a command for it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "sync" -d 'Keep a copy of the space in a folder'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "status" -d 'Show who has applied which release'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
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
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "id" -d 'Make and read unique ids'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "lock" -d 'Take locks, hold them and give them back'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "config" -d 'Watch and roll back configuration'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "settings" -d 'Show each setting and where its value comes from'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "backends" -d 'List the backends, and whether each answers now'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "completions" -d 'Print the completion script for a shell'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config settings backends completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "new" -d 'Make unique ids, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "decode" -d 'Say what ids are made of: time, node, sequence'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "guess" -d 'Rank the kinds of ids that a text may be'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "at" -d 'Give the least and the greatest id of a moment'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "check" -d 'Look for duplicates, disorder and steps of the clock'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "schemes" -d 'List the kinds of ids: bits, epoch, limit, last day'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "bench" -d 'Make ids as fast as this machine can, and count them'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from id" -f -a "nodes" -d 'Show who has which node, or give one back'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "run" -d 'Run a command while holding a lock'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "acquire" -d 'Take a lock and print its token, for a later release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "renew" -d 'Begin a lock\'s TTL anew'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "release" -d 'Give a lock back'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "check" -d 'Ask whether a lock is still held, and long enough'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "status" -d 'Show who holds a lock and who waits for it'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "ls" -d 'List the locks that are held, with their holders and queues'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "watch" -d 'Show what happens to a lock, as it happens'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "break" -d 'Take a lock from its holder'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "fence" -d 'Run a command unless its fence is stale'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lock" -f -a "bench" -d 'Measure how fast a lock goes from one holder to the next'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Print the value of a key'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Set keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "unset" -d 'Remove keys, all at once, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "ls" -d 'List the keys, one a line'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "log" -d 'List the releases, newest first: when, who, why, which keys'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "show" -d 'Show a release, with all that it changed'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "diff" -d 'Show what differs between two releases'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "blame" -d 'Show which release gave each key its value'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "tag" -d 'Give a release a name'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "rollback" -d 'Bring back what a release was, as a new release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "drift" -d 'Show what was written past gosys since the last release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "adopt" -d 'Make a release of what was written past gosys'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "bisect" -d 'Find the release that broke a check'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "lint" -d 'Check the space against a JSON Schema'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "render" -d 'Fill a template in with the values of the space'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "export" -d 'Print the space as a document, without loss'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "import" -d 'Take a document into the space, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "edit" -d 'Edit the space as YAML, as one release'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "exec" -d 'Run a command with the space in its environment'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "gc" -d 'Forget old releases'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "doctor" -d 'Check the space, and the server or folder that has it'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "watch" -d 'Show what changes, as it changes, or run a command for it'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "sync" -d 'Keep a copy of the space in a folder'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "status" -d 'Show who has applied which release'
