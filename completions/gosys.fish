# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_gosys_global_optspecs
    string join \n b/backend= o/output= timeout= q/quiet v/verbose color= settings= user= password-file= ca= cert= key= h/help V/version
end

function __fish_gosys_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_gosys_global_optspecs) -- $cmd 2>/dev/null
    or argparse -s (__fish_gosys_global_optspecs) -- $cmd[1..-2] 2>/dev/null
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
complete -c gosys -n "__fish_gosys_needs_command" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_needs_command" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_needs_command" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_needs_command" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_needs_command" -f -a "lb" -d 'Run load-balancing experiments that can be trusted'
complete -c gosys -n "__fish_gosys_needs_command" -f -a "rate" -d 'Measure rate limiters, and use one from a script'
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s n -l count -d 'How many, or inf [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l node -d 'The node to make them for, or auto' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l lag -d 'Use ticks that were never used and are up to this old [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l ahead -d 'Let ids be ahead of the clock by up to this much [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l max-jump -d 'How far the clock may have jumped before none is made, or inf [default: 24h]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l durability -d 'What ids stay unique through [default: power]' -r -f -a "power\t'A loss of power'
process\t'The end of processes; no write to disk is waited for'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l window -d 'How long a window to lease from a server [default: 2m]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l namespace -d 'For uuid5: dns, url, oid, x500 or a UUID' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l name -d 'For uuid5: the name' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l prefix -d 'For typeid: the type' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and not __fish_seen_subcommand_from new decode guess at check schemes bench nodes help" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s n -l count -d 'How many, or inf [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l node -d 'The node to make them for, or auto' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l lag -d 'Use ticks that were never used and are up to this old [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l ahead -d 'Let ids be ahead of the clock by up to this much [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l max-jump -d 'How far the clock may have jumped before none is made, or inf [default: 24h]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l durability -d 'What ids stay unique through [default: power]' -r -f -a "power\t'A loss of power'
process\t'The end of processes; no write to disk is waited for'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l window -d 'How long a window to lease from a server [default: 2m]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l namespace -d 'For uuid5: dns, url, oid, x500 or a UUID' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l name -d 'For uuid5: the name' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l prefix -d 'For typeid: the type' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from new" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l template -d 'A line of your own for each: text and {field}s of -o json' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from decode" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from guess" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l node -d 'Only ids of this node' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from at" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from check" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from schemes" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l for -d 'For how long [default: 1s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from bench" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l layout -d 'A layout of your own: bits of time, node and sequence' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l epoch -d 'When its time 0 was, such as 2026-01-01 [default: the scheme\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l unit -d 'The length of its tick, such as 10ms [default: the scheme\'s]' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand id; and __fish_seen_subcommand_from nodes" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and not __fish_seen_subcommand_from run acquire renew release check status ls watch break fence bench help" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l also -d 'Another lock to take with it, all or none; may be given several times. GOSYS_LOCK_FENCE is that of NAME; what the others protect needs theirs: acquire -o json has them all' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l wait -d 'Give up after this long: exit 75 [default: for ever; acquire tries once]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l slots -d 'Let up to so many hold the lock at once' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l ttl -d 'How long the lock outlives a holder that is gone [default: 30s; 60s for acquire]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l owner -d 'What others are told of who holds it [default: the user\'s name]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s E -l conflict-exit-code -d 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l max-hold -d 'End the command after this long: exit 124' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l on-lost -d 'What becomes of the command when the lock is lost [default: kill]' -r -f -a "kill\t'It is ended'
warn\t'It goes on, and that it was lost is told in the end'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l contain -d 'What keeps the command from outliving gosys [default: none; on a server guard]' -r -f -a "none\t'It goes on, and a local lock stays with it'
guard\t'It is killed with all that it started, by a second process that watches over it'
pidns\t'As with guard, and also when both processes are killed at once: it runs in a PID namespace, and whatever it leaves running is killed in the end'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l status-fd -d 'Write one line of JSON about the end to this open file descriptor' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from run" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l also -d 'Another lock to take with it, all or none; may be given several times. GOSYS_LOCK_FENCE is that of NAME; what the others protect needs theirs: acquire -o json has them all' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l wait -d 'Give up after this long: exit 75 [default: for ever; acquire tries once]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l slots -d 'Let up to so many hold the lock at once' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l ttl -d 'How long the lock outlives a holder that is gone [default: 30s; 60s for acquire]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l owner -d 'What others are told of who holds it [default: the user\'s name]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s E -l conflict-exit-code -d 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l pid -d 'End the lock when this process ends, if its TTL is not over before; on the local backend only' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from acquire" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l also -d 'Another lock of the same token; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l ttl -d 'Another TTL from now on [default: as before]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from renew" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l also -d 'Another lock of the same token; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from release" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l also -d 'Another lock of the same token; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l token -d 'What `lock acquire` printed, or - to read it from standard input' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l margin -d 'How much must be left [default: any]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from check" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from status" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from ls" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l until-free -d 'End, with 0, as soon as nobody holds the lock'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l if-token -d 'Only if this is the holder: its token, or as much of it as lists show' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l reason -d 'What the holder is told [default: no reason given]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l yes -d 'Yes, the holder is to lose it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -l compat -d 'Redis: the lock is the plain key NAME, as other libraries have it'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from break" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l fence -d 'The fence of whoever holds the lock, as `lock run` and `lock acquire` give it' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l wait -d 'Give up after this long: exit 75 [default: wait for ever]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -l try -d 'Do not wait at all: exit 75 if somebody else has the file'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from fence" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l workers -d 'How many want the lock at once [default: 8]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l for -d 'For how long [default: 2s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l hold -d 'How long each holds it [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lock; and __fish_seen_subcommand_from bench" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and not __fish_seen_subcommand_from get set unset ls log show diff blame tag rollback drift adopt bisect lint render export import edit exec gc doctor watch sync status help" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cache -d 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here' -r -f -a "(__fish_complete_directories)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l max-stale -d 'Only if the copy was the server\'s state this recently; else exit 69' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l raw -d 'The bytes as they are, without a newline, also to a terminal'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -l cache-only -d 'Do not ask the server at all'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l values -d 'With their values'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s n -d 'Only the last so many' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l keys -d 'Only releases that changed a key like this, such as db/*' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from log" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l keys -d 'Only keys like this, such as db/*' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from diff" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from blame" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -l delete -d 'Take the name away; 1 if the release does not have it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from tag" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l to -d 'Its number, -1 for the one before, @{2h}, last-good or a tag; 0 for the empty space before the first' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l keys -d 'Only keys like this, such as db/*' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l force -d 'Write over what was written past gosys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from rollback" -l yes -d 'Also where going back before the first release deletes more than 30 % of the keys'
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l keys -d 'Only keys like this, such as db/*' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from adopt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l run -d 'The check' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l good -d 'A release that is known to be good, or 0 [default: the newest tagged good, else the oldest]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l bad -d 'A later one that is known to be bad [default: head]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from bisect" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l schema -d 'This schema, JSON or YAML, instead of the one that is kept' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from lint" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l check -d 'Replace it only if this line for sh succeeds; the new text is in the file $GOSYS_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l reload -d 'Run this line for sh after it was replaced' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from render" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from export" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l prefix -d 'Put the keys into this folder; with --prune, delete only in there' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l prune -d 'Delete the keys that are not in the document, but for what services register under leases'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l yes -d 'Also where that deletes more than 30 % of the keys'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s m -l message -d 'Why: kept with the release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l expect-rel -d 'Only if the last release is still this one; 0 for none yet' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l check -d 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l rebase -d 'Where somebody else was faster, change what they made of it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -l dry-run -d 'Show what would change, and change nothing'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l prefix -d 'Only the keys in this folder, by their names in there' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l rel -d 'As of this release: its number, -1, @{2h}, last-good or a tag' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cache -d 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here' -r -f -a "(__fish_complete_directories)"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l max-stale -d 'Only if the copy was the server\'s state this recently; else exit 69' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l only -d 'Nothing else in the environment, not even PATH'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -l cache-only -d 'Do not ask the server at all'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l keep -d 'Keep so many of the last releases, however old [default: 50]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l keep-for -d 'Keep all releases that are younger than this [default: 720h]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from gc" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l debounce -d 'Run the command when there was no change for so long' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l max-wait -d 'But wait no longer than this after a change [default: 10 times --debounce]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l on-busy -d 'What becomes of changes that come while the command runs [default: queue]' -r -f -a "queue\t'Each has a run of its own, in order: behind one that fails all wait'
coalesce\t'All of them together are the next run'
restart\t'The hook is ended, and started again with all that is not done'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l bookmark -d 'Remember in this file how far this has come, and go on from there' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l grace -d 'How long the command has to end before it is killed [default: 10s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l tag-good -d 'Give a release the tag `good` when the command has succeeded with it'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -l reveal -d 'Show the values of keys that look like secrets, too'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from watch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l keep -d 'So many states stay [default: 5]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -l once -d 'Copy what is there now, print the number of its release, and end'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l wait -d 'Wait until all that watch, or the hosts of --host, have this release' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l host -d 'Only this host; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand config; and __fish_seen_subcommand_from status" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "shuffle" -d 'Count where a shuffle puts its items, and say if it is fair'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "clients" -d 'Put clients on nodes, each by a shuffle of its own'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "pick" -d 'Pick a node for a script, or an order in which to try all'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "simulate" -d 'Simulate a fleet of servers behind a load balancer'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "compare" -d 'Compare policies on the same requests'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "disrupt" -d 'Count the keys that move when servers leave or come'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "subset" -d 'Count the connections that backends get from subsets'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "replay" -d 'Replay an access log through policies'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "probe" -d 'Probe how a live balancer spreads requests over its servers'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "selftest" -d 'Check the simulator against theory and published numbers'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "policies" -d 'List the balancing policies and their sources'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and not __fish_seen_subcommand_from shuffle clients pick simulate compare disrupt subset replay probe selftest policies help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l algo -d 'What shuffles [default: fisher-yates]' -r -f -a "fisher-yates\t'fair: each position gets one of the items that are left'
sattolo\t'one cycle: no item stays in its place'
pair-swap\t'naive: n swaps of two random positions'
swap-any\t'naive: each position is swapped with any other'
sort-key\t'fair: sorted by a random number for each'
sort-cmp\t'naive: sorted by a comparator that tosses a coin'
rotate\t'a random start, and from there in order'
weighted\t'by weight: heavy items are rather in front'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l n -d 'How many items, named by their numbers from 0 on [default: 7]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l items -d 'The items, one a line; - for standard input' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l weights -d 'The weights of the items for `weighted` [default: n, n-1 and so on to 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l trials -d 'How many shuffles [default: 1e6; 1e4 with --exact, 1e3 with --cmd]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l alpha -d 'The share of false alarms that is allowed [default: 1e-6]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l cmd -d 'Test a command of yours' -r -f -a "(__fish_complete_command)"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l exact -d 'The exact matrix beside the sampled one, where it can be computed'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l check -d 'End with 1 if the shuffle is biased'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -l stdin -d 'Test the orders on standard input'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from shuffle" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l clients -d 'How many clients [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l nodes -d 'How many nodes [default: 5]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l seeding -d 'What each client\'s generator begins with [default: none]' -r -f -a "none\t'Nothing: the same in each'
time-s\t'The second of its start'
pid\t'Its process id'
os\t'What the operating system gives it'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l trials -d 'How often the whole is repeated [default: 1e3]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l sticky -d 'A client stays with its first node'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -l restart-storm -d 'All start at once, on hosts that have just started'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from clients" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l file -d 'A list of nodes, one a line, each with its weight if that is not 1; - for standard input' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l policy -d 'The policy, by its name in `gosys lb policies`' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l weights -d 'Weights of the nodes in their order; a node of weight 0 is not picked' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l state -d 'The file by which processes take turns; it is made where there is none' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l health -d 'Pick healthy nodes only: `tcp`, or a URL with {} for the node' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s n -d 'So many different nodes; fewer where not as many are healthy [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l seed -d 'Where the random numbers begin [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l key -d 'The text whose node is picked, such as a user\'s name' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -l order -d 'All nodes, in the order in which to try them'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from pick" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l policy -d 'Who gets the next request, whatever a scenario says; rr, lc and p2c are short for round-robin, least-connections and power-of-d with two choices, p3c with three [default: power-of-d]' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l load -d 'How much of what the servers can do is asked of them, below 1 [default: 0.9]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l choices -d 'How many servers the policies that compare a few draw [default: 2]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l sampling -d 'Whether these are different ones [default: distinct]' -r -f -a "distinct\t'Different ones'
independent\t'Each by itself, so that one may be drawn twice'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l beta -d 'The share of one-plus-beta\'s choices that is between two servers [default: 0.5]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l bound -d 'How many times the mean a server may have under bounded-load [default: 1.25]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l decay -d 'How long peak-ewma remembers a latency [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l bias -d 'By which power of a server\'s requests weighted-least-request divides its weight [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l servers -d 'How many servers, all equal [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l arrivals -d 'When requests come: poisson, deterministic or bursty:ratio=10,share=0.1,length=100 [default: poisson]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l service -d 'How long they take: exponential, deterministic, lognormal:cv=1, pareto:shape=2.5, bimodal:share=0.1,ratio=10 or empirical:FILE, with one time on each line [default: exponential]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l requests -d 'How many requests are counted; 1e9 can be written so [default: 1e6]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l warm-up -d 'Requests in front of them that are not [default: by the load, as many as counted at most]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l jobs -d 'How many threads do the work; the result is the same [default: one for each core]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l target-se -d 'Go on, twice as long each time, until the standard error is this share of the mean' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l policies -d 'The policies, the one to compare with first' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l sweep -d 'The loads: load=0.8 is one, load=0.5:0.99 some between these, load=0.5:0.9:5 five [default: load=0.9]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l require -d 'What has to hold, such as \'p2c.p99 < rr.p99\'; of mean, p50, p90, p99, p999, fairness and numbers' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l choices -d 'How many servers the policies that compare a few draw [default: 2]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l sampling -d 'Whether these are different ones [default: distinct]' -r -f -a "distinct\t'Different ones'
independent\t'Each by itself, so that one may be drawn twice'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l beta -d 'The share of one-plus-beta\'s choices that is between two servers [default: 0.5]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l bound -d 'How many times the mean a server may have under bounded-load [default: 1.25]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l decay -d 'How long peak-ewma remembers a latency [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l bias -d 'By which power of a server\'s requests weighted-least-request divides its weight [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l servers -d 'How many servers, all equal [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l arrivals -d 'When requests come: poisson, deterministic or bursty:ratio=10,share=0.1,length=100 [default: poisson]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l service -d 'How long they take: exponential, deterministic, lognormal:cv=1, pareto:shape=2.5, bimodal:share=0.1,ratio=10 or empirical:FILE, with one time on each line [default: exponential]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l requests -d 'How many requests are counted; 1e9 can be written so [default: 1e6]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l warm-up -d 'Requests in front of them that are not [default: by the load, as many as counted at most]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l jobs -d 'How many threads do the work; the result is the same [default: one for each core]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from compare" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l policy -d 'Policies that go by key, separated by commas [default: ring,maglev,jump,rendezvous,multi-probe]' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l nodes -d 'Servers before [default: 10]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l remove -d 'Servers that leave, drawn by the seed [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l add -d 'Servers that come, behind the last of the list' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l keys -d 'Keys [default: 100000]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from disrupt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l clients -d 'Clients' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l backends -d 'Backends' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l size -d 'Backends of one client' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l algo -d 'How a client finds its own: random, deterministic, aperture or rendezvous [default: random]' -r -f -a "random\t''
deterministic\t''
aperture\t''
rendezvous\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l svg -d 'Write the pictures to this file as SVG' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l html -d 'Write the pictures to this file as a page that needs nothing else' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l csv -d 'Write the numbers of the pictures to this file as CSV' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from subset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l policy -d 'The policies, as for simulate [default: random,rr,lc,p2c]' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l servers -d 'How many servers, all equal [default: 10]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l concurrency -d 'How many requests each of them serves at once [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l service -d 'How long requests take: recorded, empirical (any duration of the log), fit (lognormal, as varied as the log), or a law as for simulate with the log\'s mean [default: recorded]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l service-ms -d 'The mean duration in milliseconds, for a --service that is a law [default: the log\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l speed -d 'How many times faster requests come than they did [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l format -d 'How the log is written: common, combined, haproxy, json or csv [default: by its first line]' -r -f -a "common\t'As web servers write it by default; a duration may follow'
combined\t'The same with referer and user agent'
haproxy\t'HAProxy\'s `option httplog`, behind what syslog puts before it'
json\t'An object on each line'
csv\t'Columns with commas between them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l time-field -d 'What the time is called in JSON, or in the first line of CSV; /a/b is a field of a field [default: time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l duration-field -d 'What the duration is called; a web log has it at the end of its lines [default: duration]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l time-unit -d 'What a time that is a number counts: s, ms or us [default: s]' -r -f -a "s\t''
ms\t''
us\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l duration-unit -d 'What durations count: s, ms or us [default: s]' -r -f -a "s\t''
ms\t''
us\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l key-field -d 'What the key is called, by which some policies go; of a web log its address, user, path or agent [default: key]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -l sort -d 'Put the requests in order first'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from replay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l policy -d 'The policy that the balancer is said to have, as for simulate' -r -f -a "rr\t''
lc\t''
p2c\t''
random\t''
round-robin\t''
round-robin-random-start\t''
weighted-random\t''
smooth-weighted-round-robin\t''
weighted-round-robin\t''
least-connections\t''
power-of-d\t''
weighted-least-request\t''
one-plus-beta\t''
join-idle-queue\t''
peak-ewma\t''
prequal\t''
c3\t''
ring\t''
rendezvous\t''
jump\t''
maglev\t''
multi-probe\t''
bounded-load\t''"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l requests -d 'How many requests [default: 200]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l rate -d 'How many in a second, such as 20/s [default: 20/s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l by -d 'What tells servers apart: header:NAME, body (its first line), body:/json/pointer or address [default: address]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l servers -d 'How many servers there are, also if some never answer [default: as many as answer]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l weights -d 'The weights of servers, by the names that they are told apart by' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l keys -d 'How many different keys are sent [default: 20]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l keep-alive -d 'Use connections again, as clients do that stay'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -l yes -d 'Allow more than 1000 requests, or more than 100 in a second'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from probe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l target-se -d 'The standard error to reach, as a share of the value [default: 0.3%]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l seed -d 'Where the random numbers begin; printed with the result [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l jobs -d 'How many threads do the work; the result is the same [default: one for each core]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from selftest" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from policies" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "shuffle" -d 'Count where a shuffle puts its items, and say if it is fair'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "clients" -d 'Put clients on nodes, each by a shuffle of its own'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "pick" -d 'Pick a node for a script, or an order in which to try all'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "simulate" -d 'Simulate a fleet of servers behind a load balancer'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "compare" -d 'Compare policies on the same requests'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "disrupt" -d 'Count the keys that move when servers leave or come'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "subset" -d 'Count the connections that backends get from subsets'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "replay" -d 'Replay an access log through policies'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "probe" -d 'Probe how a live balancer spreads requests over its servers'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "selftest" -d 'Check the simulator against theory and published numbers'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "policies" -d 'List the balancing policies and their sources'
complete -c gosys -n "__fish_gosys_using_subcommand lb; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "probe" -d 'Find out which rate limiter stands before a URL'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "fit" -d 'Find the limiter that explains a trace, or an access log'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "headers" -d 'Show what a server says of its limits'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "take" -d 'Take from a limit that many share'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "run" -d 'Run a command when a limit that many share allows it'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "pipe" -d 'Let records through at a rate'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "load" -d 'Send requests at a rate, and measure what becomes of them'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "serve" -d 'Serve an HTTP endpoint with a known rate limit'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "sim" -d 'Simulate limiters on the same requests, in virtual time'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "bench" -d 'Measure what a check of a limit costs'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "algorithms" -d 'List the limiters and their sources'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and not __fish_seen_subcommand_from probe fit headers take run pipe load serve sim bench algorithms help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l method -d 'The method of the requests [default: GET]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s H -l header -d 'A header field of the requests; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l budget -d 'The most requests [default: 600]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l max-time -d 'The longest time [default: 60s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l max-rate -d 'The highest rate; a limiter above it is not found [default: 200/s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l max-concurrency -d 'The most on their way at once [default: 32]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l deny -d 'The statuses of those that are denied [default: 429, 503, 403, and others below 500 than the first answer\'s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l key-header -d 'A header field that may tell callers apart: whether another value of it has a limit of its own' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l key-path -d 'Another path of the same server: whether it has a limit of its own' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l expect -d 'What is expected, such as limit=100/s,burst=20±1' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l save -d 'Write what was sent and answered to a file, for rate fit' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -l yes -d 'Probe a target off loopback and private addresses'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from probe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l expect -d 'What is expected, such as limit=100/s,burst=20±1' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l of -d 'Whose requests [default: in a trace the first one\'s; in a log whoever came most often of those denied]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l deny -d 'The statuses of those that are denied in an access log [default: 429,503]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l status-field -d 'What the status is called in a log of JSON or CSV [default: status]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l format -d 'How the log is written: common, combined, haproxy, json or csv [default: by its first line]' -r -f -a "common\t'As web servers write it by default; a duration may follow'
combined\t'The same with referer and user agent'
haproxy\t'HAProxy\'s `option httplog`, behind what syslog puts before it'
json\t'An object on each line'
csv\t'Columns with commas between them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l time-field -d 'What the time is called in JSON, or in the first line of CSV; /a/b is a field of a field [default: time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l duration-field -d 'What the duration is called; a web log has it at the end of its lines [default: duration]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l time-unit -d 'What a time that is a number counts: s, ms or us [default: s]' -r -f -a "s\t''
ms\t''
us\t''"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l duration-unit -d 'What durations count: s, ms or us [default: s]' -r -f -a "s\t''
ms\t''
us\t''"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l key -d 'By what a log\'s callers are told apart: address, user, path, a field, or none' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from fit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l method -d 'The method of the request [default: GET]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s H -l header -d 'A header field of the request; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from headers" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l limit -d 'The limit, such as 100/s or 600/m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l burst -d 'The most at once after long idleness; `run` has 1 [default: the count of the limit]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s n -d 'How many to take, all or none [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l wait -d 'Queue up, and wait for the turn; 75 at once if that comes later than this' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l give-back -d 'Give so many back that were taken and not used, and print what remains' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l set-remaining -d 'Have so many remain, as a server\'s header may say, and print what remains: a burst at most' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l on-error -d 'Which answer it is if the backend cannot be asked [default: an error]' -r -f -a "allow\t'As if it had been taken: exit 0'
deny\t'As if nothing were left: exit 1'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -l peek -d 'Take nothing: say what would be'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from take" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l name -d 'The limit\'s name [default: the command\'s, without its folder; a shell has none]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l limit -d 'The limit, such as 5/s or 600/m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l burst -d 'The most at once after long idleness; with 1, unlike in `take`, they come evenly, as whoever is early waits [default: 1]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l wait -d 'Exit 75 at once if the turn comes later than this [default: wait for ever]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -l try -d 'Do not wait at all: exit 75 if the turn has not come'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l burst -d 'The most at once after idleness [default: 1 record, or the bytes of 10ms]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l bytes -d 'Records are bytes'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l lines -d 'Records are lines'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s 0 -l null -d 'Records end with a NUL byte, as find -print0 writes them'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -l drop -d 'Throw away what comes too early'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from pipe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l rate -d 'How many requests, such as 500/s, or unlimited' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l schedule -d 'How many for how long, one after the other, such as 30s@50/s,1m@200/s' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l duration -l for -d 'For how long [default: 10s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l connections -l concurrency -d 'The most connections at once [default: 100]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l method -d 'The method of the requests [default: GET, or POST with --body]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s H -l header -d 'A header field of the requests; may be given several times' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l body -d 'A file that every request has as its body' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -l yes -d 'Ask hosts that are not our own, too'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from load" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l algo -d 'The limiter, by its name in `gosys rate algorithms` [default: gcra]' -r -f -a "token-bucket\t''
leaky-meter\t''
gcra\t''
leaky-queue\t''
fixed-window\t''
fixed-window-first\t''
sliding-log\t''
sliding-counter\t''
lump-refill\t''
ticker\t''
penalty-box\t''
concurrency\t''
aimd\t''"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l limit -d 'How many in a period, such as 100/s, 600/m or 5/100ms; concurrency has none' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l burst -d 'The most at once after long idleness [default: the limit\'s count]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l penalty -d 'For how long whoever was denied is denied everything' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l listen -d 'Where to listen; port 0 is any that is free [default: 127.0.0.1:0]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l headers -d 'In which header fields answers tell the limit: draft, draft7, x, github or none [default: draft]' -r -f -a "draft\t'`RateLimit` and `RateLimit-Policy` as the IETF has them now'
draft7\t'The same in its seventh draft'
x\t'`X-RateLimit-*`, until the reset as a span'
github\t'The same as GitHub has them, the reset as a moment'
none\t'In none'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l retry-after -d 'What Retry-After says: ceil, floor, none or always the same number of seconds [default: ceil]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l deny-status -d 'The status of those that are denied [default: 429]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l delay -d 'How long the work takes for each that is admitted' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l idle -d 'How long a connection is kept on which nothing is asked [default: 60s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l requests -d 'End after so many answers' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l key -d 'Who has a limit of his own: ip, header:NAME, path or none' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -l count-denied -d 'Let those that are denied count as well'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l algo -d 'The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them [default: all]' -r -f -a "token-bucket\t''
leaky-meter\t''
gcra\t''
leaky-queue\t''
fixed-window\t''
fixed-window-first\t''
sliding-log\t''
sliding-counter\t''
lump-refill\t''
ticker\t''
penalty-box\t''
concurrency\t''
aimd\t''"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l limit -d 'How many in a period, such as 100/s, 600/m or 5/100ms; concurrency has none' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l burst -d 'The most at once after long idleness [default: the limit\'s count]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l penalty -d 'For how long whoever was denied is denied everything' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l arrivals -d 'When requests come: poisson:RATE, even:RATE or bursts:RATE [default: poisson, at twice the limit]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l trace -d 'When they came, from a file; - for standard input' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l requests -d 'How many come [default: 1e5]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l clients -d 'How many clients they are from [default: 10]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l patience -d 'For how long whoever is denied comes again [default: 0s]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l service -d 'How long an admitted request takes to be served [default: 10ms]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l capacity -d 'How many are served at once at that speed [default: any number]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l seed -d 'Where the random numbers begin; printed with the result [default: anew each time]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -l count-denied -d 'Let those that are denied count as well'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from sim" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l algo -d 'The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them [default: all]' -r -f -a "token-bucket\t''
leaky-meter\t''
gcra\t''
leaky-queue\t''
fixed-window\t''
fixed-window-first\t''
sliding-log\t''
sliding-counter\t''
lump-refill\t''
ticker\t''
penalty-box\t''
concurrency\t''
aimd\t''"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l for -d 'How long each figure is measured [default: 100ms]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l keys -d 'How many keys the table has [default: 1e6]' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from bench" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from algorithms" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "probe" -d 'Find out which rate limiter stands before a URL'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "fit" -d 'Find the limiter that explains a trace, or an access log'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "headers" -d 'Show what a server says of its limits'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "take" -d 'Take from a limit that many share'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "run" -d 'Run a command when a limit that many share allows it'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "pipe" -d 'Let records through at a rate'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "load" -d 'Send requests at a rate, and measure what becomes of them'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Serve an HTTP endpoint with a known rate limit'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "sim" -d 'Simulate limiters on the same requests, in virtual time'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "bench" -d 'Measure what a check of a limit costs'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "algorithms" -d 'List the limiters and their sources'
complete -c gosys -n "__fish_gosys_using_subcommand rate; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s b -l backend -d 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE' -r
complete -c gosys -n "__fish_gosys_using_subcommand settings" -s o -l output -d 'The format of results' -r -f -a "text\t'For people'
json\t'One JSON object a line'
yaml\t'One YAML document a record'
env\t'Assignments for a shell\'s `eval`, where a verb has them'"
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand settings" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand backends" -l user -d 'The user name for the backend' -r -f
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
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l timeout -d 'The deadline for the whole command, such as 10s or 2m' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l color -d 'When to colour' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t'Everywhere'
never\t'Nowhere'"
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l settings -d 'The settings file instead of the usual one' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l user -d 'The user name for the backend' -r -f
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l password-file -d 'A file whose first line is the password for the backend' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l ca -d 'A PEM file with the authorities to trust' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l cert -d 'A PEM file with the client certificate' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -l key -d 'A PEM file with the client certificate\'s key' -r -F
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s q -l quiet -d 'No notes, no column names'
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s v -l verbose -d 'More words; -vv prints every request sent to a backend'
complete -c gosys -n "__fish_gosys_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "id" -d 'Make and read unique ids'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "lock" -d 'Take locks, hold them and give them back'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "config" -d 'Watch and roll back configuration'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "lb" -d 'Run load-balancing experiments that can be trusted'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "rate" -d 'Measure rate limiters, and use one from a script'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "settings" -d 'Show each setting and where its value comes from'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "backends" -d 'List the backends, and whether each answers now'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "completions" -d 'Print the completion script for a shell'
complete -c gosys -n "__fish_gosys_using_subcommand help; and not __fish_seen_subcommand_from id lock config lb rate settings backends completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "shuffle" -d 'Count where a shuffle puts its items, and say if it is fair'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "clients" -d 'Put clients on nodes, each by a shuffle of its own'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "pick" -d 'Pick a node for a script, or an order in which to try all'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "simulate" -d 'Simulate a fleet of servers behind a load balancer'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "compare" -d 'Compare policies on the same requests'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "disrupt" -d 'Count the keys that move when servers leave or come'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "subset" -d 'Count the connections that backends get from subsets'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "replay" -d 'Replay an access log through policies'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "probe" -d 'Probe how a live balancer spreads requests over its servers'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "selftest" -d 'Check the simulator against theory and published numbers'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from lb" -f -a "policies" -d 'List the balancing policies and their sources'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "probe" -d 'Find out which rate limiter stands before a URL'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "fit" -d 'Find the limiter that explains a trace, or an access log'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "headers" -d 'Show what a server says of its limits'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "take" -d 'Take from a limit that many share'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "run" -d 'Run a command when a limit that many share allows it'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "pipe" -d 'Let records through at a rate'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "load" -d 'Send requests at a rate, and measure what becomes of them'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "serve" -d 'Serve an HTTP endpoint with a known rate limit'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "sim" -d 'Simulate limiters on the same requests, in virtual time'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "bench" -d 'Measure what a check of a limit costs'
complete -c gosys -n "__fish_gosys_using_subcommand help; and __fish_seen_subcommand_from rate" -f -a "algorithms" -d 'List the limiters and their sources'
