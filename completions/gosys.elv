
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
            cand id 'Unique ids'
            cand lock 'One at a time'
            cand settings 'Show each setting and where its value comes from'
            cand completions 'Print the completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id'= {
            cand -n 'How many'
            cand --count 'How many'
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
            cand new 'Make ids'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id;new'= {
            cand -n 'How many'
            cand --count 'How many'
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
            cand new 'Make ids'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;id;help;new'= {
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
            cand id 'Unique ids'
            cand lock 'One at a time'
            cand settings 'Show each setting and where its value comes from'
            cand completions 'Print the completion script for a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'gosys;help;id'= {
            cand new 'Make ids'
        }
        &'gosys;help;id;new'= {
        }
        &'gosys;help;lock'= {
        }
        &'gosys;help;settings'= {
        }
        &'gosys;help;completions'= {
        }
        &'gosys;help;help'= {
        }
    ]
    $completions[$command]
}
