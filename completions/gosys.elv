
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
            cand lock 'Run commands under a lock, one at a time'
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
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;lock;run'= {
            cand --wait 'Give up after this long: exit 75 [default: wait for ever]'
            cand --max-hold 'End the command after this long: exit 124'
            cand --grace 'How long the command has to end before it is killed [default: 10s]'
            cand --ttl 'How long the lock outlives a holder that is gone; the local backend needs none'
            cand -E 'The exit code instead of 75 when the lock is taken'
            cand --conflict-exit-code 'The exit code instead of 75 when the lock is taken'
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
            cand --close 'Do not let the command inherit the lock: it ends with gosys, whatever the command leaves running'
            cand -q 'No notes, no column names'
            cand --quiet 'No notes, no column names'
            cand -v 'More words; -vv prints every request sent to a backend'
            cand --verbose 'More words; -vv prints every request sent to a backend'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'gosys;lock;help'= {
            cand run 'Run a command while holding a lock'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;lock;help;run'= {
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
            cand lock 'Run commands under a lock, one at a time'
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
        }
        &'gosys;help;lock;run'= {
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
