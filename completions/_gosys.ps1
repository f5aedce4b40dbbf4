
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'gosys' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'gosys'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'gosys' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('id', 'id', [CompletionResultType]::ParameterValue, 'Make and read unique ids')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Take locks, hold them and give them back')
            [CompletionResult]::new('settings', 'settings', [CompletionResultType]::ParameterValue, 'Show each setting and where its value comes from')
            [CompletionResult]::new('backends', 'backends', [CompletionResultType]::ParameterValue, 'List the backends, and whether each answers now')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many, or inf [default: 1]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many, or inf [default: 1]')
            [CompletionResult]::new('--node', '--node', [CompletionResultType]::ParameterName, 'The node to make them for, or auto')
            [CompletionResult]::new('--lag', '--lag', [CompletionResultType]::ParameterName, 'Use ticks that were never used and are up to this old [default: 0s]')
            [CompletionResult]::new('--ahead', '--ahead', [CompletionResultType]::ParameterName, 'Let ids be ahead of the clock by up to this much [default: 0s]')
            [CompletionResult]::new('--max-jump', '--max-jump', [CompletionResultType]::ParameterName, 'How far the clock may have jumped before none is made, or inf [default: 24h]')
            [CompletionResult]::new('--durability', '--durability', [CompletionResultType]::ParameterName, 'What ids stay unique through [default: power]')
            [CompletionResult]::new('--window', '--window', [CompletionResultType]::ParameterName, 'How long a window to lease from a server [default: 2m]')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'For uuid5: dns, url, oid, x500 or a UUID')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'For uuid5: the name')
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'For typeid: the type')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each with a NUL byte instead of a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each with a NUL byte instead of a newline')
            [CompletionResult]::new('--stateless', '--stateless', [CompletionResultType]::ParameterName, 'Write nothing down: unique only with some probability')
            [CompletionResult]::new('--accept-empty', '--accept-empty', [CompletionResultType]::ParameterName, 'Believe that a Redis that has just started has forgotten no window')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make unique ids, one a line')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Say what ids are made of: time, node, sequence')
            [CompletionResult]::new('guess', 'guess', [CompletionResultType]::ParameterValue, 'Rank the kinds of ids that a text may be')
            [CompletionResult]::new('at', 'at', [CompletionResultType]::ParameterValue, 'Give the least and the greatest id of a moment')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look for duplicates, disorder and steps of the clock')
            [CompletionResult]::new('schemes', 'schemes', [CompletionResultType]::ParameterValue, 'List the kinds of ids: bits, epoch, limit, last day')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Make ids as fast as this machine can, and count them')
            [CompletionResult]::new('nodes', 'nodes', [CompletionResultType]::ParameterValue, 'Show who has which node, or give one back')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id;new' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many, or inf [default: 1]')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many, or inf [default: 1]')
            [CompletionResult]::new('--node', '--node', [CompletionResultType]::ParameterName, 'The node to make them for, or auto')
            [CompletionResult]::new('--lag', '--lag', [CompletionResultType]::ParameterName, 'Use ticks that were never used and are up to this old [default: 0s]')
            [CompletionResult]::new('--ahead', '--ahead', [CompletionResultType]::ParameterName, 'Let ids be ahead of the clock by up to this much [default: 0s]')
            [CompletionResult]::new('--max-jump', '--max-jump', [CompletionResultType]::ParameterName, 'How far the clock may have jumped before none is made, or inf [default: 24h]')
            [CompletionResult]::new('--durability', '--durability', [CompletionResultType]::ParameterName, 'What ids stay unique through [default: power]')
            [CompletionResult]::new('--window', '--window', [CompletionResultType]::ParameterName, 'How long a window to lease from a server [default: 2m]')
            [CompletionResult]::new('--namespace', '--namespace', [CompletionResultType]::ParameterName, 'For uuid5: dns, url, oid, x500 or a UUID')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'For uuid5: the name')
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'For typeid: the type')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'End each with a NUL byte instead of a newline')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'End each with a NUL byte instead of a newline')
            [CompletionResult]::new('--stateless', '--stateless', [CompletionResultType]::ParameterName, 'Write nothing down: unique only with some probability')
            [CompletionResult]::new('--accept-empty', '--accept-empty', [CompletionResultType]::ParameterName, 'Believe that a Redis that has just started has forgotten no window')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;decode' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'A line of your own for each: text and {field}s of -o json')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;guess' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;at' {
            [CompletionResult]::new('--node', '--node', [CompletionResultType]::ParameterName, 'Only ids of this node')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--min', '--min', [CompletionResultType]::ParameterName, 'Only the least')
            [CompletionResult]::new('--max', '--max', [CompletionResultType]::ParameterName, 'Only the greatest')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;check' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;schemes' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;bench' {
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'For how long [default: 1s]')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;nodes' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--scheme', '--scheme', [CompletionResultType]::ParameterName, 'The kind of id; `gosys id schemes` lists them [default: snowflake]')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'A layout of your own: bits of time, node and sequence')
            [CompletionResult]::new('--epoch', '--epoch', [CompletionResultType]::ParameterName, 'When its time 0 was, such as 2026-01-01 [default: the scheme''s]')
            [CompletionResult]::new('--unit', '--unit', [CompletionResultType]::ParameterName, 'The length of its tick, such as 10ms [default: the scheme''s]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How ids are written [default: the scheme''s own form]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;id;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make unique ids, one a line')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Say what ids are made of: time, node, sequence')
            [CompletionResult]::new('guess', 'guess', [CompletionResultType]::ParameterValue, 'Rank the kinds of ids that a text may be')
            [CompletionResult]::new('at', 'at', [CompletionResultType]::ParameterValue, 'Give the least and the greatest id of a moment')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look for duplicates, disorder and steps of the clock')
            [CompletionResult]::new('schemes', 'schemes', [CompletionResultType]::ParameterValue, 'List the kinds of ids: bits, epoch, limit, last day')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Make ids as fast as this machine can, and count them')
            [CompletionResult]::new('nodes', 'nodes', [CompletionResultType]::ParameterValue, 'Show who has which node, or give one back')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id;help;new' {
            break
        }
        'gosys;id;help;decode' {
            break
        }
        'gosys;id;help;guess' {
            break
        }
        'gosys;id;help;at' {
            break
        }
        'gosys;id;help;check' {
            break
        }
        'gosys;id;help;schemes' {
            break
        }
        'gosys;id;help;bench' {
            break
        }
        'gosys;id;help;nodes' {
            break
        }
        'gosys;id;help;help' {
            break
        }
        'gosys;lock' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command while holding a lock')
            [CompletionResult]::new('acquire', 'acquire', [CompletionResultType]::ParameterValue, 'Take a lock and print its token, for a later release')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Begin a lock''s TTL anew')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Give a lock back')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask whether a lock is still held, and long enough')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who holds a lock and who waits for it')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the locks that are held, with their holders and queues')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what happens to a lock, as it happens')
            [CompletionResult]::new('break', 'break', [CompletionResultType]::ParameterValue, 'Take a lock from its holder')
            [CompletionResult]::new('fence', 'fence', [CompletionResultType]::ParameterValue, 'Run a command unless its fence is stale')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure how fast a lock goes from one holder to the next')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;lock;run' {
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock to take with it, all or none; may be given again')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Give up after this long: exit 75')
            [CompletionResult]::new('--slots', '--slots', [CompletionResultType]::ParameterName, 'Let up to so many hold the lock at once')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the lock outlives a holder that is gone')
            [CompletionResult]::new('--owner', '--owner', [CompletionResultType]::ParameterName, 'What others are told of who holds it [default: the user''s name]')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken')
            [CompletionResult]::new('--conflict-exit-code', '--conflict-exit-code', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken')
            [CompletionResult]::new('--max-hold', '--max-hold', [CompletionResultType]::ParameterName, 'End the command after this long: exit 124')
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'How long the command has to end before it is killed [default: 10s]')
            [CompletionResult]::new('--on-lost', '--on-lost', [CompletionResultType]::ParameterName, 'What becomes of the command when the lock is lost')
            [CompletionResult]::new('--contain', '--contain', [CompletionResultType]::ParameterName, 'What keeps the command from outliving gosys [default: none; on a server guard]')
            [CompletionResult]::new('--status-fd', '--status-fd', [CompletionResultType]::ParameterName, 'Write one line of JSON about the end to this open file descriptor')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--try', '--try', [CompletionResultType]::ParameterName, 'Do not wait at all: exit 75 if the lock is taken')
            [CompletionResult]::new('--shared', '--shared', [CompletionResultType]::ParameterName, 'Share the lock with others that ask for the same')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: lock the plain key NAME, as other libraries do with SET NX PX')
            [CompletionResult]::new('--close', '--close', [CompletionResultType]::ParameterName, 'Do not let the command inherit a local lock: it ends with gosys, whatever is left running')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;acquire' {
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock to take with it, all or none; may be given again')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Give up after this long: exit 75')
            [CompletionResult]::new('--slots', '--slots', [CompletionResultType]::ParameterName, 'Let up to so many hold the lock at once')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the lock outlives a holder that is gone')
            [CompletionResult]::new('--owner', '--owner', [CompletionResultType]::ParameterName, 'What others are told of who holds it [default: the user''s name]')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken')
            [CompletionResult]::new('--conflict-exit-code', '--conflict-exit-code', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken')
            [CompletionResult]::new('--pid', '--pid', [CompletionResultType]::ParameterName, 'End the lock when this process ends, if its TTL is not over before; on the local backend only')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--try', '--try', [CompletionResultType]::ParameterName, 'Do not wait at all: exit 75 if the lock is taken')
            [CompletionResult]::new('--shared', '--shared', [CompletionResultType]::ParameterName, 'Share the lock with others that ask for the same')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: lock the plain key NAME, as other libraries do with SET NX PX')
            [CompletionResult]::new('--ttl-at-most', '--ttl-at-most', [CompletionResultType]::ParameterName, 'Take what TTL the server gives, if it is less than was asked for')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;renew' {
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given again')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'What `lock acquire` printed, or - to read it from standard input')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Another TTL from now on; etcd keeps the one it has [default: as before]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;release' {
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given again')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'What `lock acquire` printed, or - to read it from standard input')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;check' {
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given again')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'What `lock acquire` printed, or - to read it from standard input')
            [CompletionResult]::new('--margin', '--margin', [CompletionResultType]::ParameterName, 'How much must be left [default: any]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;status' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;ls' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;watch' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--until-free', '--until-free', [CompletionResultType]::ParameterName, 'End, with 0, as soon as nobody holds the lock')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;break' {
            [CompletionResult]::new('--if-token', '--if-token', [CompletionResultType]::ParameterName, 'Only if this is the holder: its token, or as much of it as lists show')
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'What the holder is told')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Yes, the holder is to lose it')
            [CompletionResult]::new('--compat', '--compat', [CompletionResultType]::ParameterName, 'Redis: the lock is the plain key NAME, as other libraries have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;fence' {
            [CompletionResult]::new('--fence', '--fence', [CompletionResultType]::ParameterName, 'The fence of whoever holds the lock, as `lock run` and `lock acquire` give it')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Give up after this long: exit 75 [default: wait for ever]')
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'How long the command has to end before it is killed [default: 10s]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('--try', '--try', [CompletionResultType]::ParameterName, 'Do not wait at all: exit 75 if somebody else has the file')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;bench' {
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'How many want the lock at once')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'For how long [default: 2s]')
            [CompletionResult]::new('--hold', '--hold', [CompletionResultType]::ParameterName, 'How long each holds it [default: 0s]')
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lock;help' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command while holding a lock')
            [CompletionResult]::new('acquire', 'acquire', [CompletionResultType]::ParameterValue, 'Take a lock and print its token, for a later release')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Begin a lock''s TTL anew')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Give a lock back')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask whether a lock is still held, and long enough')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who holds a lock and who waits for it')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the locks that are held, with their holders and queues')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what happens to a lock, as it happens')
            [CompletionResult]::new('break', 'break', [CompletionResultType]::ParameterValue, 'Take a lock from its holder')
            [CompletionResult]::new('fence', 'fence', [CompletionResultType]::ParameterValue, 'Run a command unless its fence is stale')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure how fast a lock goes from one holder to the next')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;lock;help;run' {
            break
        }
        'gosys;lock;help;acquire' {
            break
        }
        'gosys;lock;help;renew' {
            break
        }
        'gosys;lock;help;release' {
            break
        }
        'gosys;lock;help;check' {
            break
        }
        'gosys;lock;help;status' {
            break
        }
        'gosys;lock;help;ls' {
            break
        }
        'gosys;lock;help;watch' {
            break
        }
        'gosys;lock;help;break' {
            break
        }
        'gosys;lock;help;fence' {
            break
        }
        'gosys;lock;help;bench' {
            break
        }
        'gosys;lock;help;help' {
            break
        }
        'gosys;settings' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;backends' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;completions' {
            [CompletionResult]::new('-b', '-b', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('--backend', '--backend', [CompletionResultType]::ParameterName, 'Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The format of results')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'The deadline for the whole command, such as 10s or 2m')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to colour')
            [CompletionResult]::new('--settings', '--settings', [CompletionResultType]::ParameterName, 'The settings file instead of the usual one')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The user name for the backend')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'A file whose first line is the password for the backend')
            [CompletionResult]::new('--ca', '--ca', [CompletionResultType]::ParameterName, 'A PEM file with the authorities to trust')
            [CompletionResult]::new('--cert', '--cert', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'A PEM file with the client certificate''s key')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;help' {
            [CompletionResult]::new('id', 'id', [CompletionResultType]::ParameterValue, 'Make and read unique ids')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Take locks, hold them and give them back')
            [CompletionResult]::new('settings', 'settings', [CompletionResultType]::ParameterValue, 'Show each setting and where its value comes from')
            [CompletionResult]::new('backends', 'backends', [CompletionResultType]::ParameterValue, 'List the backends, and whether each answers now')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;help;id' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make unique ids, one a line')
            [CompletionResult]::new('decode', 'decode', [CompletionResultType]::ParameterValue, 'Say what ids are made of: time, node, sequence')
            [CompletionResult]::new('guess', 'guess', [CompletionResultType]::ParameterValue, 'Rank the kinds of ids that a text may be')
            [CompletionResult]::new('at', 'at', [CompletionResultType]::ParameterValue, 'Give the least and the greatest id of a moment')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Look for duplicates, disorder and steps of the clock')
            [CompletionResult]::new('schemes', 'schemes', [CompletionResultType]::ParameterValue, 'List the kinds of ids: bits, epoch, limit, last day')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Make ids as fast as this machine can, and count them')
            [CompletionResult]::new('nodes', 'nodes', [CompletionResultType]::ParameterValue, 'Show who has which node, or give one back')
            break
        }
        'gosys;help;id;new' {
            break
        }
        'gosys;help;id;decode' {
            break
        }
        'gosys;help;id;guess' {
            break
        }
        'gosys;help;id;at' {
            break
        }
        'gosys;help;id;check' {
            break
        }
        'gosys;help;id;schemes' {
            break
        }
        'gosys;help;id;bench' {
            break
        }
        'gosys;help;id;nodes' {
            break
        }
        'gosys;help;lock' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command while holding a lock')
            [CompletionResult]::new('acquire', 'acquire', [CompletionResultType]::ParameterValue, 'Take a lock and print its token, for a later release')
            [CompletionResult]::new('renew', 'renew', [CompletionResultType]::ParameterValue, 'Begin a lock''s TTL anew')
            [CompletionResult]::new('release', 'release', [CompletionResultType]::ParameterValue, 'Give a lock back')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Ask whether a lock is still held, and long enough')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who holds a lock and who waits for it')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the locks that are held, with their holders and queues')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what happens to a lock, as it happens')
            [CompletionResult]::new('break', 'break', [CompletionResultType]::ParameterValue, 'Take a lock from its holder')
            [CompletionResult]::new('fence', 'fence', [CompletionResultType]::ParameterValue, 'Run a command unless its fence is stale')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure how fast a lock goes from one holder to the next')
            break
        }
        'gosys;help;lock;run' {
            break
        }
        'gosys;help;lock;acquire' {
            break
        }
        'gosys;help;lock;renew' {
            break
        }
        'gosys;help;lock;release' {
            break
        }
        'gosys;help;lock;check' {
            break
        }
        'gosys;help;lock;status' {
            break
        }
        'gosys;help;lock;ls' {
            break
        }
        'gosys;help;lock;watch' {
            break
        }
        'gosys;help;lock;break' {
            break
        }
        'gosys;help;lock;fence' {
            break
        }
        'gosys;help;lock;bench' {
            break
        }
        'gosys;help;settings' {
            break
        }
        'gosys;help;backends' {
            break
        }
        'gosys;help;completions' {
            break
        }
        'gosys;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
