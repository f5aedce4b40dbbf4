
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
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Watch and roll back configuration')
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
        'gosys;config' {
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
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a key')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set keys, all at once, as one release')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Remove keys, all at once, as one release')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the keys, one a line')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the releases, newest first: when, who, why, which keys')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a release, with all that it changed')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between two releases')
            [CompletionResult]::new('blame', 'blame', [CompletionResultType]::ParameterValue, 'Show which release gave each key its value')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Give a release a name')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Bring back what a release was, as a new release')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Show what was written past gosys since the last release')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Make a release of what was written past gosys')
            [CompletionResult]::new('bisect', 'bisect', [CompletionResultType]::ParameterValue, 'Find the release that broke a check')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the space against a JSON Schema')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Fill a template in with the values of the space')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the space as a document, without loss')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take a document into the space, as one release')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit the space as YAML, as one release')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the space in its environment')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Forget old releases')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check the space, and the server or folder that has it')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what changes, as it changes, or run a command for it')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Keep a copy of the space in a folder')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who has applied which release')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;config;get' {
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
            [CompletionResult]::new('--cache', '--cache', [CompletionResultType]::ParameterName, 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here')
            [CompletionResult]::new('--max-stale', '--max-stale', [CompletionResultType]::ParameterName, 'Only if the copy was the server''s state this recently; else exit 69')
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
            [CompletionResult]::new('--raw', '--raw', [CompletionResultType]::ParameterName, 'The bytes as they are, without a newline, also to a terminal')
            [CompletionResult]::new('--cache-only', '--cache-only', [CompletionResultType]::ParameterName, 'Do not ask the server at all')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;set' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;unset' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;ls' {
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
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
            [CompletionResult]::new('--values', '--values', [CompletionResultType]::ParameterName, 'With their values')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the values of keys that look like secrets, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;log' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Only the last so many')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Only releases that changed a key like this, such as db/*')
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
        'gosys;config;show' {
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
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the values of keys that look like secrets, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;diff' {
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Only keys like this, such as db/*')
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
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the values of keys that look like secrets, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;blame' {
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
        'gosys;config;tag' {
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
            [CompletionResult]::new('--delete', '--delete', [CompletionResultType]::ParameterName, 'Take the name away; 1 if the release does not have it')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;rollback' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Its number, -1 for the one before, @{2h}, last-good or a tag')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Only keys like this, such as db/*')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over what was written past gosys')
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;drift' {
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
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the values of keys that look like secrets, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;adopt' {
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Only keys like this, such as db/*')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;bisect' {
            [CompletionResult]::new('--run', '--run', [CompletionResultType]::ParameterName, 'The check')
            [CompletionResult]::new('--good', '--good', [CompletionResultType]::ParameterName, 'A release that is known to be good [default: the newest tagged good, else the oldest]')
            [CompletionResult]::new('--bad', '--bad', [CompletionResultType]::ParameterName, 'A later one that is known to be bad')
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
        'gosys;config;lint' {
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'This schema, JSON or YAML, instead of the one that is kept')
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
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
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep that schema with the space, if the space satisfies it')
            [CompletionResult]::new('--forget', '--forget', [CompletionResultType]::ParameterName, 'Keep no schema any more')
            [CompletionResult]::new('--show', '--show', [CompletionResultType]::ParameterName, 'Print the schema that is kept; 1 if there is none')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;render' {
            [CompletionResult]::new('-O', '-O ', [CompletionResultType]::ParameterName, 'Replace this file, instead of printing')
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'Replace this file, instead of printing')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Replace it only if this line for sh succeeds; the new text is in the file $GOSYS_FILE')
            [CompletionResult]::new('--reload', '--reload', [CompletionResultType]::ParameterName, 'Run this line for sh after it was replaced')
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
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
        'gosys;config;export' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the document [default: yaml]')
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
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
        'gosys;config;import' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'The form of the document [default: by the ending of the file''s name]')
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'Put the keys into this folder; with --prune, delete only in there')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Delete the keys that are not in the document')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Also where that deletes more than 30 % of the keys')
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;edit' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why: kept with the release')
            [CompletionResult]::new('--expect-rel', '--expect-rel', [CompletionResultType]::ParameterName, 'Only if the last release is still this one; 0 for none yet')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE')
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
            [CompletionResult]::new('--rebase', '--rebase', [CompletionResultType]::ParameterName, 'Where somebody else was faster, change what they made of it')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;exec' {
            [CompletionResult]::new('--prefix', '--prefix', [CompletionResultType]::ParameterName, 'Only the keys in this folder, by their names in there')
            [CompletionResult]::new('--rel', '--rel', [CompletionResultType]::ParameterName, 'As of this release: its number, -1, @{2h}, last-good or a tag')
            [CompletionResult]::new('--cache', '--cache', [CompletionResultType]::ParameterName, 'Where the server does not answer in half of --timeout, use the copy that config sync keeps here')
            [CompletionResult]::new('--max-stale', '--max-stale', [CompletionResultType]::ParameterName, 'Only if the copy was the server''s state this recently; else exit 69')
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
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Nothing else in the environment, not even PATH')
            [CompletionResult]::new('--cache-only', '--cache-only', [CompletionResultType]::ParameterName, 'Do not ask the server at all')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;gc' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep so many of the last releases, however old')
            [CompletionResult]::new('--keep-for', '--keep-for', [CompletionResultType]::ParameterName, 'Keep all releases that are younger than this [default: 720h]')
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
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would go, and forget nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;doctor' {
            [CompletionResult]::new('--bookmark', '--bookmark', [CompletionResultType]::ParameterName, 'Also whether a watcher can go on from this bookmark')
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
        'gosys;config;watch' {
            [CompletionResult]::new('--debounce', '--debounce', [CompletionResultType]::ParameterName, 'Run the command when there was no change for so long')
            [CompletionResult]::new('--max-wait', '--max-wait', [CompletionResultType]::ParameterName, 'But wait no longer than this after a change [default: 10 times --debounce]')
            [CompletionResult]::new('--on-busy', '--on-busy', [CompletionResultType]::ParameterName, 'What becomes of changes that come while the command runs')
            [CompletionResult]::new('--bookmark', '--bookmark', [CompletionResultType]::ParameterName, 'Remember in this file how far this has come, and go on from there')
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
            [CompletionResult]::new('--tag-good', '--tag-good', [CompletionResultType]::ParameterName, 'Give a release the tag `good` when the command has succeeded with it')
            [CompletionResult]::new('--reveal', '--reveal', [CompletionResultType]::ParameterName, 'Show the values of keys that look like secrets, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;sync' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'So many states stay')
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
            [CompletionResult]::new('--once', '--once', [CompletionResultType]::ParameterName, 'Copy what is there now, print the number of its release, and end')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;status' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Wait until all that watch, or the hosts of --host, have this release')
            [CompletionResult]::new('--host', '--host', [CompletionResultType]::ParameterName, 'Only this host; may be given several times')
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
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Wait for all that watch, and at least one: the default')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;config;help' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a key')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set keys, all at once, as one release')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Remove keys, all at once, as one release')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the keys, one a line')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the releases, newest first: when, who, why, which keys')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a release, with all that it changed')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between two releases')
            [CompletionResult]::new('blame', 'blame', [CompletionResultType]::ParameterValue, 'Show which release gave each key its value')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Give a release a name')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Bring back what a release was, as a new release')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Show what was written past gosys since the last release')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Make a release of what was written past gosys')
            [CompletionResult]::new('bisect', 'bisect', [CompletionResultType]::ParameterValue, 'Find the release that broke a check')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the space against a JSON Schema')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Fill a template in with the values of the space')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the space as a document, without loss')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take a document into the space, as one release')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit the space as YAML, as one release')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the space in its environment')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Forget old releases')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check the space, and the server or folder that has it')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what changes, as it changes, or run a command for it')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Keep a copy of the space in a folder')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who has applied which release')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;config;help;get' {
            break
        }
        'gosys;config;help;set' {
            break
        }
        'gosys;config;help;unset' {
            break
        }
        'gosys;config;help;ls' {
            break
        }
        'gosys;config;help;log' {
            break
        }
        'gosys;config;help;show' {
            break
        }
        'gosys;config;help;diff' {
            break
        }
        'gosys;config;help;blame' {
            break
        }
        'gosys;config;help;tag' {
            break
        }
        'gosys;config;help;rollback' {
            break
        }
        'gosys;config;help;drift' {
            break
        }
        'gosys;config;help;adopt' {
            break
        }
        'gosys;config;help;bisect' {
            break
        }
        'gosys;config;help;lint' {
            break
        }
        'gosys;config;help;render' {
            break
        }
        'gosys;config;help;export' {
            break
        }
        'gosys;config;help;import' {
            break
        }
        'gosys;config;help;edit' {
            break
        }
        'gosys;config;help;exec' {
            break
        }
        'gosys;config;help;gc' {
            break
        }
        'gosys;config;help;doctor' {
            break
        }
        'gosys;config;help;watch' {
            break
        }
        'gosys;config;help;sync' {
            break
        }
        'gosys;config;help;status' {
            break
        }
        'gosys;config;help;help' {
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
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Watch and roll back configuration')
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
        'gosys;help;config' {
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of a key')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Set keys, all at once, as one release')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Remove keys, all at once, as one release')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the keys, one a line')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'List the releases, newest first: when, who, why, which keys')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a release, with all that it changed')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what differs between two releases')
            [CompletionResult]::new('blame', 'blame', [CompletionResultType]::ParameterValue, 'Show which release gave each key its value')
            [CompletionResult]::new('tag', 'tag', [CompletionResultType]::ParameterValue, 'Give a release a name')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Bring back what a release was, as a new release')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'Show what was written past gosys since the last release')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Make a release of what was written past gosys')
            [CompletionResult]::new('bisect', 'bisect', [CompletionResultType]::ParameterValue, 'Find the release that broke a check')
            [CompletionResult]::new('lint', 'lint', [CompletionResultType]::ParameterValue, 'Check the space against a JSON Schema')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Fill a template in with the values of the space')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print the space as a document, without loss')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take a document into the space, as one release')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Edit the space as YAML, as one release')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a command with the space in its environment')
            [CompletionResult]::new('gc', 'gc', [CompletionResultType]::ParameterValue, 'Forget old releases')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Check the space, and the server or folder that has it')
            [CompletionResult]::new('watch', 'watch', [CompletionResultType]::ParameterValue, 'Show what changes, as it changes, or run a command for it')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Keep a copy of the space in a folder')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show who has applied which release')
            break
        }
        'gosys;help;config;get' {
            break
        }
        'gosys;help;config;set' {
            break
        }
        'gosys;help;config;unset' {
            break
        }
        'gosys;help;config;ls' {
            break
        }
        'gosys;help;config;log' {
            break
        }
        'gosys;help;config;show' {
            break
        }
        'gosys;help;config;diff' {
            break
        }
        'gosys;help;config;blame' {
            break
        }
        'gosys;help;config;tag' {
            break
        }
        'gosys;help;config;rollback' {
            break
        }
        'gosys;help;config;drift' {
            break
        }
        'gosys;help;config;adopt' {
            break
        }
        'gosys;help;config;bisect' {
            break
        }
        'gosys;help;config;lint' {
            break
        }
        'gosys;help;config;render' {
            break
        }
        'gosys;help;config;export' {
            break
        }
        'gosys;help;config;import' {
            break
        }
        'gosys;help;config;edit' {
            break
        }
        'gosys;help;config;exec' {
            break
        }
        'gosys;help;config;gc' {
            break
        }
        'gosys;help;config;doctor' {
            break
        }
        'gosys;help;config;watch' {
            break
        }
        'gosys;help;config;sync' {
            break
        }
        'gosys;help;config;status' {
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
