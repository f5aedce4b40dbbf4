
use builtin;
use str;

set edit:completion:arg-completer[gosys] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'gosys'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'gosys'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand id 'Make and read unique ids'
            cand lock 'Take locks, hold them and give them back'
            cand settings 'Show each setting and where its value comes from'
            cand backends 'List the backends, and whether each answers now'
            cand completions 'Print the completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -n 'How many, or inf [default: 1]'
            cand --count 'How many, or inf [default: 1]'
            cand --node 'The node to make them for, or auto'
            cand --lag 'Use ticks that were never used and are up to this old [default: 0s]'
            cand --ahead 'Let ids be ahead of the clock by up to this much [default: 0s]'
            cand --max-jump 'How far the clock may have jumped before none is made, or inf [default: 24h]'
            cand --durability 'What ids stay unique through [default: power]'
            cand --window 'How long a window to lease from a server [default: 2m]'
            cand --namespace 'For uuid5: dns, url, oid, x500 or a UUID'
            cand --name 'For uuid5: the name'
            cand --prefix 'For typeid: the type'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -0 'End each with a NUL byte instead of a newline'
            cand --null 'End each with a NUL byte instead of a newline'
            cand --stateless 'Write nothing down: unique only with some probability'
            cand --accept-empty 'Believe that a Redis that has just started has forgotten no window'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand new 'Make unique ids, one a line'
            cand decode 'Say what ids are made of: time, node, sequence'
            cand guess 'Rank the kinds of ids that a text may be'
            cand at 'Give the least and the greatest id of a moment'
            cand check 'Look for duplicates, disorder and steps of the clock'
            cand schemes 'List the kinds of ids: bits, epoch, limit, last day'
            cand bench 'Make ids as fast as this machine can, and count them'
            cand nodes 'Show who has which node, or give one back'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id;new'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -n 'How many, or inf [default: 1]'
            cand --count 'How many, or inf [default: 1]'
            cand --node 'The node to make them for, or auto'
            cand --lag 'Use ticks that were never used and are up to this old [default: 0s]'
            cand --ahead 'Let ids be ahead of the clock by up to this much [default: 0s]'
            cand --max-jump 'How far the clock may have jumped before none is made, or inf [default: 24h]'
            cand --durability 'What ids stay unique through [default: power]'
            cand --window 'How long a window to lease from a server [default: 2m]'
            cand --namespace 'For uuid5: dns, url, oid, x500 or a UUID'
            cand --name 'For uuid5: the name'
            cand --prefix 'For typeid: the type'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -0 'End each with a NUL byte instead of a newline'
            cand --null 'End each with a NUL byte instead of a newline'
            cand --stateless 'Write nothing down: unique only with some probability'
            cand --accept-empty 'Believe that a Redis that has just started has forgotten no window'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;decode'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand --template 'A line of your own for each: text and {field}s of -o json'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;guess'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;at'= {
            cand --node 'Only ids of this node'
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --min 'Only the least'
            cand --max 'Only the greatest'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;check'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;schemes'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;bench'= {
            cand --for 'For how long [default: 1s]'
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;nodes'= {
            cand -s 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --scheme 'The kind of id; `gosys id schemes` lists them [default: snowflake]'
            cand --layout 'A layout of your own: bits of time, node and sequence'
            cand --epoch 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]'
            cand --unit 'The length of its tick, such as 10ms [default: the scheme''s]'
            cand --format 'How ids are written [default: the scheme''s own form]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;id;help'= {
            cand new 'Make unique ids, one a line'
            cand decode 'Say what ids are made of: time, node, sequence'
            cand guess 'Rank the kinds of ids that a text may be'
            cand at 'Give the least and the greatest id of a moment'
            cand check 'Look for duplicates, disorder and steps of the clock'
            cand schemes 'List the kinds of ids: bits, epoch, limit, last day'
            cand bench 'Make ids as fast as this machine can, and count them'
            cand nodes 'Show who has which node, or give one back'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id;help;new'= {
        }
        &'gosys;id;help;decode'= {
        }
        &'gosys;id;help;guess'= {
        }
        &'gosys;id;help;at'= {
        }
        &'gosys;id;help;check'= {
        }
        &'gosys;id;help;schemes'= {
        }
        &'gosys;id;help;bench'= {
        }
        &'gosys;id;help;nodes'= {
        }
        &'gosys;id;help;help'= {
        }
        &'gosys;lock'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand run 'Run a command while holding a lock'
            cand acquire 'Take a lock and print its token, for a later release'
            cand renew 'Begin a lock''s TTL anew'
            cand release 'Give a lock back'
            cand check 'Ask whether a lock is still held, and long enough'
            cand status 'Show who holds a lock and who waits for it'
            cand ls 'List the locks that are held, with their holders and queues'
            cand watch 'Show what happens to a lock, as it happens'
            cand break 'Take a lock from its holder'
            cand fence 'Run a command unless its fence is stale'
            cand bench 'Measure how fast a lock goes from one holder to the next'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;lock;run'= {
            cand --also 'Another lock to take with it, all or none; may be given again'
            cand --wait 'Give up after this long: exit 75'
            cand --slots 'Let up to so many hold the lock at once'
            cand --ttl 'How long the lock outlives a holder that is gone'
            cand --owner 'What others are told of who holds it [default: the user''s name]'
            cand -E 'The exit code instead of 75 when the lock is taken'
            cand --conflict-exit-code 'The exit code instead of 75 when the lock is taken'
            cand --max-hold 'End the command after this long: exit 124'
            cand --grace 'How long the command has to end before it is killed [default: 10s]'
            cand --on-lost 'What becomes of the command when the lock is lost'
            cand --contain 'What keeps the command from outliving gosys [default: none; on a server guard]'
            cand --status-fd 'Write one line of JSON about the end to this open file descriptor'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --try 'Do not wait at all: exit 75 if the lock is taken'
            cand --shared 'Share the lock with others that ask for the same'
            cand --compat 'Redis: lock the plain key NAME, as other libraries do with SET NX PX'
            cand --close 'Do not let the command inherit a local lock: it ends with gosys, whatever is left running'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;acquire'= {
            cand --also 'Another lock to take with it, all or none; may be given again'
            cand --wait 'Give up after this long: exit 75'
            cand --slots 'Let up to so many hold the lock at once'
            cand --ttl 'How long the lock outlives a holder that is gone'
            cand --owner 'What others are told of who holds it [default: the user''s name]'
            cand -E 'The exit code instead of 75 when the lock is taken'
            cand --conflict-exit-code 'The exit code instead of 75 when the lock is taken'
            cand --pid 'End the lock when this process ends, if its TTL is not over before; on the local backend only'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --try 'Do not wait at all: exit 75 if the lock is taken'
            cand --shared 'Share the lock with others that ask for the same'
            cand --compat 'Redis: lock the plain key NAME, as other libraries do with SET NX PX'
            cand --ttl-at-most 'Take what TTL the server gives, if it is less than was asked for'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;renew'= {
            cand --also 'Another lock of the same token; may be given again'
            cand --token 'What `lock acquire` printed, or - to read it from standard input'
            cand --ttl 'Another TTL from now on; etcd keeps the one it has [default: as before]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;release'= {
            cand --also 'Another lock of the same token; may be given again'
            cand --token 'What `lock acquire` printed, or - to read it from standard input'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;check'= {
            cand --also 'Another lock of the same token; may be given again'
            cand --token 'What `lock acquire` printed, or - to read it from standard input'
            cand --margin 'How much must be left [default: any]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;status'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;ls'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;watch'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --until-free 'End, with 0, as soon as nobody holds the lock'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;break'= {
            cand --if-token 'Only if this is the holder: its token, or as much of it as lists show'
            cand --reason 'What the holder is told'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --yes 'Yes, the holder is to lose it'
            cand --compat 'Redis: the lock is the plain key NAME, as other libraries have it'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;fence'= {
            cand --fence 'The fence of whoever holds the lock, as `lock run` and `lock acquire` give it'
            cand --wait 'Give up after this long: exit 75 [default: wait for ever]'
            cand --grace 'How long the command has to end before it is killed [default: 10s]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand --try 'Do not wait at all: exit 75 if somebody else has the file'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;bench'= {
            cand --workers 'How many want the lock at once'
            cand --for 'For how long [default: 2s]'
            cand --hold 'How long each holds it [default: 0s]'
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;help'= {
            cand run 'Run a command while holding a lock'
            cand acquire 'Take a lock and print its token, for a later release'
            cand renew 'Begin a lock''s TTL anew'
            cand release 'Give a lock back'
            cand check 'Ask whether a lock is still held, and long enough'
            cand status 'Show who holds a lock and who waits for it'
            cand ls 'List the locks that are held, with their holders and queues'
            cand watch 'Show what happens to a lock, as it happens'
            cand break 'Take a lock from its holder'
            cand fence 'Run a command unless its fence is stale'
            cand bench 'Measure how fast a lock goes from one holder to the next'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;lock;help;run'= {
        }
        &'gosys;lock;help;acquire'= {
        }
        &'gosys;lock;help;renew'= {
        }
        &'gosys;lock;help;release'= {
        }
        &'gosys;lock;help;check'= {
        }
        &'gosys;lock;help;status'= {
        }
        &'gosys;lock;help;ls'= {
        }
        &'gosys;lock;help;watch'= {
        }
        &'gosys;lock;help;break'= {
        }
        &'gosys;lock;help;fence'= {
        }
        &'gosys;lock;help;bench'= {
        }
        &'gosys;lock;help;help'= {
        }
        &'gosys;settings'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;backends'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;completions'= {
            cand -b 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand --backend 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE'
            cand -o 'The format of results'
            cand --output 'The format of results'
            cand --timeout 'The deadline for the whole command, such as 10s or 2m'
            cand --color 'When to colour'
            cand --settings 'The settings file instead of the usual one'
            cand --user 'The user name for the backend'
            cand --password-file 'A file whose first line is the password for the backend'
            cand --ca 'A PEM file with the authorities to trust'
            cand --cert 'A PEM file with the client certificate'
            cand --key 'A PEM file with the client certificate''s key'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;help'= {
            cand id 'Make and read unique ids'
            cand lock 'Take locks, hold them and give them back'
            cand settings 'Show each setting and where its value comes from'
            cand backends 'List the backends, and whether each answers now'
            cand completions 'Print the completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;help;id'= {
            cand new 'Make unique ids, one a line'
            cand decode 'Say what ids are made of: time, node, sequence'
            cand guess 'Rank the kinds of ids that a text may be'
            cand at 'Give the least and the greatest id of a moment'
            cand check 'Look for duplicates, disorder and steps of the clock'
            cand schemes 'List the kinds of ids: bits, epoch, limit, last day'
            cand bench 'Make ids as fast as this machine can, and count them'
            cand nodes 'Show who has which node, or give one back'
        }
        &'gosys;help;id;new'= {
        }
        &'gosys;help;id;decode'= {
        }
        &'gosys;help;id;guess'= {
        }
        &'gosys;help;id;at'= {
        }
        &'gosys;help;id;check'= {
        }
        &'gosys;help;id;schemes'= {
        }
        &'gosys;help;id;bench'= {
        }
        &'gosys;help;id;nodes'= {
        }
        &'gosys;help;lock'= {
            cand run 'Run a command while holding a lock'
            cand acquire 'Take a lock and print its token, for a later release'
            cand renew 'Begin a lock''s TTL anew'
            cand release 'Give a lock back'
            cand check 'Ask whether a lock is still held, and long enough'
            cand status 'Show who holds a lock and who waits for it'
            cand ls 'List the locks that are held, with their holders and queues'
            cand watch 'Show what happens to a lock, as it happens'
            cand break 'Take a lock from its holder'
            cand fence 'Run a command unless its fence is stale'
            cand bench 'Measure how fast a lock goes from one holder to the next'
        }
        &'gosys;help;lock;run'= {
        }
        &'gosys;help;lock;acquire'= {
        }
        &'gosys;help;lock;renew'= {
        }
        &'gosys;help;lock;release'= {
        }
        &'gosys;help;lock;check'= {
        }
        &'gosys;help;lock;status'= {
        }
        &'gosys;help;lock;ls'= {
        }
        &'gosys;help;lock;watch'= {
        }
        &'gosys;help;lock;break'= {
        }
        &'gosys;help;lock;fence'= {
        }
        &'gosys;help;lock;bench'= {
        }
        &'gosys;help;settings'= {
        }
        &'gosys;help;backends'= {
        }
        &'gosys;help;completions'= {
        }
        &'gosys;help;help'= {
        }
    ]
    $completions[$command]
}
