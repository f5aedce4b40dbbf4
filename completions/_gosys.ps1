
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
            [CompletionResult]::new('lb', 'lb', [CompletionResultType]::ParameterValue, 'Run load-balancing experiments that can be trusted')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Measure rate limiters, and use one from a script')
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
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock to take with it, all or none; may be given several times. GOSYS_LOCK_FENCE is that of NAME; what the others protect needs theirs: acquire -o json has them all')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Give up after this long: exit 75 [default: for ever; acquire tries once]')
            [CompletionResult]::new('--slots', '--slots', [CompletionResultType]::ParameterName, 'Let up to so many hold the lock at once')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the lock outlives a holder that is gone [default: 30s; 60s for acquire]')
            [CompletionResult]::new('--owner', '--owner', [CompletionResultType]::ParameterName, 'What others are told of who holds it [default: the user''s name]')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out')
            [CompletionResult]::new('--conflict-exit-code', '--conflict-exit-code', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out')
            [CompletionResult]::new('--max-hold', '--max-hold', [CompletionResultType]::ParameterName, 'End the command after this long: exit 124')
            [CompletionResult]::new('--grace', '--grace', [CompletionResultType]::ParameterName, 'How long the command has to end before it is killed [default: 10s]')
            [CompletionResult]::new('--on-lost', '--on-lost', [CompletionResultType]::ParameterName, 'What becomes of the command when the lock is lost [default: kill]')
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
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock to take with it, all or none; may be given several times. GOSYS_LOCK_FENCE is that of NAME; what the others protect needs theirs: acquire -o json has them all')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Give up after this long: exit 75 [default: for ever; acquire tries once]')
            [CompletionResult]::new('--slots', '--slots', [CompletionResultType]::ParameterName, 'Let up to so many hold the lock at once')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'How long the lock outlives a holder that is gone [default: 30s; 60s for acquire]')
            [CompletionResult]::new('--owner', '--owner', [CompletionResultType]::ParameterName, 'What others are told of who holds it [default: the user''s name]')
            [CompletionResult]::new('-E', '-E ', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out')
            [CompletionResult]::new('--conflict-exit-code', '--conflict-exit-code', [CompletionResultType]::ParameterName, 'The exit code instead of 75 when the lock is taken; with 0 that is a note, which -q leaves out')
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
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given several times')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'What `lock acquire` printed, or - to read it from standard input')
            [CompletionResult]::new('--ttl', '--ttl', [CompletionResultType]::ParameterName, 'Another TTL from now on [default: as before]')
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
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given several times')
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
            [CompletionResult]::new('--also', '--also', [CompletionResultType]::ParameterName, 'Another lock of the same token; may be given several times')
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
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'What the holder is told [default: no reason given]')
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
            [CompletionResult]::new('--workers', '--workers', [CompletionResultType]::ParameterName, 'How many want the lock at once [default: 8]')
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
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Its number, -1 for the one before, @{2h}, last-good or a tag; 0 for the empty space before the first')
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
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Also where going back before the first release deletes more than 30 % of the keys')
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
            [CompletionResult]::new('--good', '--good', [CompletionResultType]::ParameterName, 'A release that is known to be good, or 0 [default: the newest tagged good, else the oldest]')
            [CompletionResult]::new('--bad', '--bad', [CompletionResultType]::ParameterName, 'A later one that is known to be bad [default: head]')
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
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Delete the keys that are not in the document, but for what services register under leases')
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
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep so many of the last releases, however old [default: 50]')
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
            [CompletionResult]::new('--on-busy', '--on-busy', [CompletionResultType]::ParameterName, 'What becomes of changes that come while the command runs [default: queue]')
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
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'So many states stay [default: 5]')
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
        'gosys;lb' {
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
            [CompletionResult]::new('shuffle', 'shuffle', [CompletionResultType]::ParameterValue, 'Count where a shuffle puts its items, and say if it is fair')
            [CompletionResult]::new('clients', 'clients', [CompletionResultType]::ParameterValue, 'Put clients on nodes, each by a shuffle of its own')
            [CompletionResult]::new('pick', 'pick', [CompletionResultType]::ParameterValue, 'Pick a node for a script, or an order in which to try all')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Simulate a fleet of servers behind a load balancer')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare policies on the same requests')
            [CompletionResult]::new('disrupt', 'disrupt', [CompletionResultType]::ParameterValue, 'Count the keys that move when servers leave or come')
            [CompletionResult]::new('subset', 'subset', [CompletionResultType]::ParameterValue, 'Count the connections that backends get from subsets')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Replay an access log through policies')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Probe how a live balancer spreads requests over its servers')
            [CompletionResult]::new('selftest', 'selftest', [CompletionResultType]::ParameterValue, 'Check the simulator against theory and published numbers')
            [CompletionResult]::new('policies', 'policies', [CompletionResultType]::ParameterValue, 'List the balancing policies and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;lb;shuffle' {
            [CompletionResult]::new('--algo', '--algo', [CompletionResultType]::ParameterName, 'What shuffles [default: fisher-yates]')
            [CompletionResult]::new('--n', '--n', [CompletionResultType]::ParameterName, 'How many items, named by their numbers from 0 on [default: 7]')
            [CompletionResult]::new('--items', '--items', [CompletionResultType]::ParameterName, 'The items, one a line; - for standard input')
            [CompletionResult]::new('--weights', '--weights', [CompletionResultType]::ParameterName, 'The weights of the items for `weighted` [default: n, n-1 and so on to 1]')
            [CompletionResult]::new('--trials', '--trials', [CompletionResultType]::ParameterName, 'How many shuffles [default: 1e6; 1e4 with --exact, 1e3 with --cmd]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--alpha', '--alpha', [CompletionResultType]::ParameterName, 'The share of false alarms that is allowed [default: 1e-6]')
            [CompletionResult]::new('--cmd', '--cmd', [CompletionResultType]::ParameterName, 'Test a command of yours')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
            [CompletionResult]::new('--exact', '--exact', [CompletionResultType]::ParameterName, 'The exact matrix beside the sampled one, where it can be computed')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'End with 1 if the shuffle is biased')
            [CompletionResult]::new('--stdin', '--stdin', [CompletionResultType]::ParameterName, 'Test the orders on standard input')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lb;clients' {
            [CompletionResult]::new('--clients', '--clients', [CompletionResultType]::ParameterName, 'How many clients [default: 100]')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'How many nodes [default: 5]')
            [CompletionResult]::new('--seeding', '--seeding', [CompletionResultType]::ParameterName, 'What each client''s generator begins with [default: none]')
            [CompletionResult]::new('--trials', '--trials', [CompletionResultType]::ParameterName, 'How often the whole is repeated [default: 1e3]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
            [CompletionResult]::new('--sticky', '--sticky', [CompletionResultType]::ParameterName, 'A client stays with its first node')
            [CompletionResult]::new('--restart-storm', '--restart-storm', [CompletionResultType]::ParameterName, 'All start at once, on hosts that have just started')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lb;pick' {
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'A list of nodes, one a line, each with its weight if that is not 1; - for standard input')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'The policy, by its name in `gosys lb policies`')
            [CompletionResult]::new('--weights', '--weights', [CompletionResultType]::ParameterName, 'Weights of the nodes in their order; a node of weight 0 is not picked')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'The file by which processes take turns; it is made where there is none')
            [CompletionResult]::new('--health', '--health', [CompletionResultType]::ParameterName, 'Pick healthy nodes only: `tcp`, or a URL with {} for the node')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'So many different nodes; fewer where not as many are healthy [default: 1]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin [default: anew each time]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The text whose node is picked, such as a user''s name')
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
            [CompletionResult]::new('--order', '--order', [CompletionResultType]::ParameterName, 'All nodes, in the order in which to try them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lb;simulate' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Who gets the next request, whatever a scenario says; rr, lc and p2c are short for round-robin, least-connections and power-of-d with two choices, p3c with three [default: power-of-d]')
            [CompletionResult]::new('--load', '--load', [CompletionResultType]::ParameterName, 'How much of what the servers can do is asked of them, below 1 [default: 0.9]')
            [CompletionResult]::new('--choices', '--choices', [CompletionResultType]::ParameterName, 'How many servers the policies that compare a few draw [default: 2]')
            [CompletionResult]::new('--sampling', '--sampling', [CompletionResultType]::ParameterName, 'Whether these are different ones [default: distinct]')
            [CompletionResult]::new('--beta', '--beta', [CompletionResultType]::ParameterName, 'The share of one-plus-beta''s choices that is between two servers [default: 0.5]')
            [CompletionResult]::new('--bound', '--bound', [CompletionResultType]::ParameterName, 'How many times the mean a server may have under bounded-load [default: 1.25]')
            [CompletionResult]::new('--decay', '--decay', [CompletionResultType]::ParameterName, 'How long peak-ewma remembers a latency [default: 100]')
            [CompletionResult]::new('--bias', '--bias', [CompletionResultType]::ParameterName, 'By which power of a server''s requests weighted-least-request divides its weight [default: 1]')
            [CompletionResult]::new('--servers', '--servers', [CompletionResultType]::ParameterName, 'How many servers, all equal [default: 100]')
            [CompletionResult]::new('--arrivals', '--arrivals', [CompletionResultType]::ParameterName, 'When requests come: poisson, deterministic or bursty:ratio=10,share=0.1,length=100 [default: poisson]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'How long they take: exponential, deterministic, lognormal:cv=1, pareto:shape=2.5, bimodal:share=0.1,ratio=10 or empirical:FILE, with one time on each line [default: exponential]')
            [CompletionResult]::new('--requests', '--requests', [CompletionResultType]::ParameterName, 'How many requests are counted; 1e9 can be written so [default: 1e6]')
            [CompletionResult]::new('--warm-up', '--warm-up', [CompletionResultType]::ParameterName, 'Requests in front of them that are not [default: by the load, as many as counted at most]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many threads do the work; the result is the same [default: one for each core]')
            [CompletionResult]::new('--target-se', '--target-se', [CompletionResultType]::ParameterName, 'Go on, twice as long each time, until the standard error is this share of the mean')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
        'gosys;lb;compare' {
            [CompletionResult]::new('--policies', '--policies', [CompletionResultType]::ParameterName, 'The policies, the one to compare with first')
            [CompletionResult]::new('--sweep', '--sweep', [CompletionResultType]::ParameterName, 'The loads: load=0.8 is one, load=0.5:0.99 some between these, load=0.5:0.9:5 five [default: load=0.9]')
            [CompletionResult]::new('--require', '--require', [CompletionResultType]::ParameterName, 'What has to hold, such as ''p2c.p99 < rr.p99''; of mean, p50, p90, p99, p999, fairness and numbers')
            [CompletionResult]::new('--choices', '--choices', [CompletionResultType]::ParameterName, 'How many servers the policies that compare a few draw [default: 2]')
            [CompletionResult]::new('--sampling', '--sampling', [CompletionResultType]::ParameterName, 'Whether these are different ones [default: distinct]')
            [CompletionResult]::new('--beta', '--beta', [CompletionResultType]::ParameterName, 'The share of one-plus-beta''s choices that is between two servers [default: 0.5]')
            [CompletionResult]::new('--bound', '--bound', [CompletionResultType]::ParameterName, 'How many times the mean a server may have under bounded-load [default: 1.25]')
            [CompletionResult]::new('--decay', '--decay', [CompletionResultType]::ParameterName, 'How long peak-ewma remembers a latency [default: 100]')
            [CompletionResult]::new('--bias', '--bias', [CompletionResultType]::ParameterName, 'By which power of a server''s requests weighted-least-request divides its weight [default: 1]')
            [CompletionResult]::new('--servers', '--servers', [CompletionResultType]::ParameterName, 'How many servers, all equal [default: 100]')
            [CompletionResult]::new('--arrivals', '--arrivals', [CompletionResultType]::ParameterName, 'When requests come: poisson, deterministic or bursty:ratio=10,share=0.1,length=100 [default: poisson]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'How long they take: exponential, deterministic, lognormal:cv=1, pareto:shape=2.5, bimodal:share=0.1,ratio=10 or empirical:FILE, with one time on each line [default: exponential]')
            [CompletionResult]::new('--requests', '--requests', [CompletionResultType]::ParameterName, 'How many requests are counted; 1e9 can be written so [default: 1e6]')
            [CompletionResult]::new('--warm-up', '--warm-up', [CompletionResultType]::ParameterName, 'Requests in front of them that are not [default: by the load, as many as counted at most]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many threads do the work; the result is the same [default: one for each core]')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
        'gosys;lb;disrupt' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Policies that go by key, separated by commas [default: ring,maglev,jump,rendezvous,multi-probe]')
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Servers before [default: 10]')
            [CompletionResult]::new('--remove', '--remove', [CompletionResultType]::ParameterName, 'Servers that leave, drawn by the seed [default: 1]')
            [CompletionResult]::new('--add', '--add', [CompletionResultType]::ParameterName, 'Servers that come, behind the last of the list')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Keys [default: 100000]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
        'gosys;lb;subset' {
            [CompletionResult]::new('--clients', '--clients', [CompletionResultType]::ParameterName, 'Clients')
            [CompletionResult]::new('--backends', '--backends', [CompletionResultType]::ParameterName, 'Backends')
            [CompletionResult]::new('--size', '--size', [CompletionResultType]::ParameterName, 'Backends of one client')
            [CompletionResult]::new('--algo', '--algo', [CompletionResultType]::ParameterName, 'How a client finds its own: random, deterministic, aperture or rendezvous [default: random]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
            [CompletionResult]::new('--svg', '--svg', [CompletionResultType]::ParameterName, 'Write the pictures to this file as SVG')
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Write the pictures to this file as a page that needs nothing else')
            [CompletionResult]::new('--csv', '--csv', [CompletionResultType]::ParameterName, 'Write the numbers of the pictures to this file as CSV')
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
        'gosys;lb;replay' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'The policies, as for simulate [default: random,rr,lc,p2c]')
            [CompletionResult]::new('--servers', '--servers', [CompletionResultType]::ParameterName, 'How many servers, all equal [default: 10]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'How many requests each of them serves at once [default: 1]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'How long requests take: recorded, empirical (any duration of the log), fit (lognormal, as varied as the log), or a law as for simulate with the log''s mean [default: recorded]')
            [CompletionResult]::new('--service-ms', '--service-ms', [CompletionResultType]::ParameterName, 'The mean duration in milliseconds, for a --service that is a law [default: the log''s]')
            [CompletionResult]::new('--speed', '--speed', [CompletionResultType]::ParameterName, 'How many times faster requests come than they did [default: 1]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the log is written: common, combined, haproxy, json or csv [default: by its first line]')
            [CompletionResult]::new('--time-field', '--time-field', [CompletionResultType]::ParameterName, 'What the time is called in JSON, or in the first line of CSV; /a/b is a field of a field [default: time]')
            [CompletionResult]::new('--duration-field', '--duration-field', [CompletionResultType]::ParameterName, 'What the duration is called; a web log has it at the end of its lines [default: duration]')
            [CompletionResult]::new('--time-unit', '--time-unit', [CompletionResultType]::ParameterName, 'What a time that is a number counts: s, ms or us [default: s]')
            [CompletionResult]::new('--duration-unit', '--duration-unit', [CompletionResultType]::ParameterName, 'What durations count: s, ms or us [default: s]')
            [CompletionResult]::new('--key-field', '--key-field', [CompletionResultType]::ParameterName, 'What the key is called, by which some policies go; of a web log its address, user, path or agent [default: key]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
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
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Put the requests in order first')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lb;probe' {
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'The policy that the balancer is said to have, as for simulate')
            [CompletionResult]::new('--requests', '--requests', [CompletionResultType]::ParameterName, 'How many requests [default: 200]')
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'How many in a second, such as 20/s [default: 20/s]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What tells servers apart: header:NAME, body (its first line), body:/json/pointer or address [default: address]')
            [CompletionResult]::new('--servers', '--servers', [CompletionResultType]::ParameterName, 'How many servers there are, also if some never answer [default: as many as answer]')
            [CompletionResult]::new('--weights', '--weights', [CompletionResultType]::ParameterName, 'The weights of servers, by the names that they are told apart by')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'How many different keys are sent [default: 20]')
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
            [CompletionResult]::new('--keep-alive', '--keep-alive', [CompletionResultType]::ParameterName, 'Use connections again, as clients do that stay')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Allow more than 1000 requests, or more than 100 in a second')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;lb;selftest' {
            [CompletionResult]::new('--target-se', '--target-se', [CompletionResultType]::ParameterName, 'The standard error to reach, as a share of the value [default: 0.3%]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: 1]')
            [CompletionResult]::new('--jobs', '--jobs', [CompletionResultType]::ParameterName, 'How many threads do the work; the result is the same [default: one for each core]')
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
        'gosys;lb;policies' {
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
        'gosys;lb;help' {
            [CompletionResult]::new('shuffle', 'shuffle', [CompletionResultType]::ParameterValue, 'Count where a shuffle puts its items, and say if it is fair')
            [CompletionResult]::new('clients', 'clients', [CompletionResultType]::ParameterValue, 'Put clients on nodes, each by a shuffle of its own')
            [CompletionResult]::new('pick', 'pick', [CompletionResultType]::ParameterValue, 'Pick a node for a script, or an order in which to try all')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Simulate a fleet of servers behind a load balancer')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare policies on the same requests')
            [CompletionResult]::new('disrupt', 'disrupt', [CompletionResultType]::ParameterValue, 'Count the keys that move when servers leave or come')
            [CompletionResult]::new('subset', 'subset', [CompletionResultType]::ParameterValue, 'Count the connections that backends get from subsets')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Replay an access log through policies')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Probe how a live balancer spreads requests over its servers')
            [CompletionResult]::new('selftest', 'selftest', [CompletionResultType]::ParameterValue, 'Check the simulator against theory and published numbers')
            [CompletionResult]::new('policies', 'policies', [CompletionResultType]::ParameterValue, 'List the balancing policies and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;lb;help;shuffle' {
            break
        }
        'gosys;lb;help;clients' {
            break
        }
        'gosys;lb;help;pick' {
            break
        }
        'gosys;lb;help;simulate' {
            break
        }
        'gosys;lb;help;compare' {
            break
        }
        'gosys;lb;help;disrupt' {
            break
        }
        'gosys;lb;help;subset' {
            break
        }
        'gosys;lb;help;replay' {
            break
        }
        'gosys;lb;help;probe' {
            break
        }
        'gosys;lb;help;selftest' {
            break
        }
        'gosys;lb;help;policies' {
            break
        }
        'gosys;lb;help;help' {
            break
        }
        'gosys;rate' {
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
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Find out which rate limiter stands before a URL')
            [CompletionResult]::new('fit', 'fit', [CompletionResultType]::ParameterValue, 'Find the limiter that explains a trace, or an access log')
            [CompletionResult]::new('headers', 'headers', [CompletionResultType]::ParameterValue, 'Show what a server says of its limits')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Take from a limit that many share')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command when a limit that many share allows it')
            [CompletionResult]::new('pipe', 'pipe', [CompletionResultType]::ParameterValue, 'Let records through at a rate')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Send requests at a rate, and measure what becomes of them')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve an HTTP endpoint with a known rate limit')
            [CompletionResult]::new('sim', 'sim', [CompletionResultType]::ParameterValue, 'Simulate limiters on the same requests, in virtual time')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure what a check of a limit costs')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the limiters and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;rate;probe' {
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'The method of the requests [default: GET]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header field of the requests; may be given several times')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header field of the requests; may be given several times')
            [CompletionResult]::new('--budget', '--budget', [CompletionResultType]::ParameterName, 'The most requests [default: 600]')
            [CompletionResult]::new('--max-time', '--max-time', [CompletionResultType]::ParameterName, 'The longest time [default: 60s]')
            [CompletionResult]::new('--max-rate', '--max-rate', [CompletionResultType]::ParameterName, 'The highest rate; a limiter above it is not found [default: 200/s]')
            [CompletionResult]::new('--max-concurrency', '--max-concurrency', [CompletionResultType]::ParameterName, 'The most on their way at once [default: 32]')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'The statuses of those that are denied [default: 429, 503, 403, and others below 500 than the first answer''s]')
            [CompletionResult]::new('--key-header', '--key-header', [CompletionResultType]::ParameterName, 'A header field that may tell callers apart: whether another value of it has a limit of its own')
            [CompletionResult]::new('--key-path', '--key-path', [CompletionResultType]::ParameterName, 'Another path of the same server: whether it has a limit of its own')
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'What is expected, such as limit=100/s,burst=20±1')
            [CompletionResult]::new('--save', '--save', [CompletionResultType]::ParameterName, 'Write what was sent and answered to a file, for rate fit')
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
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Probe a target off loopback and private addresses')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;fit' {
            [CompletionResult]::new('--expect', '--expect', [CompletionResultType]::ParameterName, 'What is expected, such as limit=100/s,burst=20±1')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'Whose requests [default: in a trace the first one''s; in a log whoever came most often of those denied]')
            [CompletionResult]::new('--deny', '--deny', [CompletionResultType]::ParameterName, 'The statuses of those that are denied in an access log [default: 429,503]')
            [CompletionResult]::new('--status-field', '--status-field', [CompletionResultType]::ParameterName, 'What the status is called in a log of JSON or CSV [default: status]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How the log is written: common, combined, haproxy, json or csv [default: by its first line]')
            [CompletionResult]::new('--time-field', '--time-field', [CompletionResultType]::ParameterName, 'What the time is called in JSON, or in the first line of CSV; /a/b is a field of a field [default: time]')
            [CompletionResult]::new('--duration-field', '--duration-field', [CompletionResultType]::ParameterName, 'What the duration is called; a web log has it at the end of its lines [default: duration]')
            [CompletionResult]::new('--time-unit', '--time-unit', [CompletionResultType]::ParameterName, 'What a time that is a number counts: s, ms or us [default: s]')
            [CompletionResult]::new('--duration-unit', '--duration-unit', [CompletionResultType]::ParameterName, 'What durations count: s, ms or us [default: s]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'By what a log''s callers are told apart: address, user, path, a field, or none')
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
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;headers' {
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'The method of the request [default: GET]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header field of the request; may be given several times')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header field of the request; may be given several times')
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
        'gosys;rate;take' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The limit, such as 100/s or 600/m')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'The most at once after long idleness; `run` has 1 [default: the count of the limit]')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many to take, all or none [default: 1]')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Queue up, and wait for the turn; 75 at once if that comes later than this')
            [CompletionResult]::new('--give-back', '--give-back', [CompletionResultType]::ParameterName, 'Give so many back that were taken and not used, and print what remains')
            [CompletionResult]::new('--set-remaining', '--set-remaining', [CompletionResultType]::ParameterName, 'Have so many remain, as a server''s header may say, and print what remains: a burst at most')
            [CompletionResult]::new('--on-error', '--on-error', [CompletionResultType]::ParameterName, 'Which answer it is if the backend cannot be asked [default: an error]')
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
            [CompletionResult]::new('--peek', '--peek', [CompletionResultType]::ParameterName, 'Take nothing: say what would be')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;run' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The limit''s name [default: the command''s, without its folder; a shell has none]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'The limit, such as 5/s or 600/m')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'The most at once after long idleness; with 1, unlike in `take`, they come evenly, as whoever is early waits [default: 1]')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'Exit 75 at once if the turn comes later than this [default: wait for ever]')
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
            [CompletionResult]::new('--try', '--try', [CompletionResultType]::ParameterName, 'Do not wait at all: exit 75 if the turn has not come')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;pipe' {
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'The most at once after idleness [default: 1 record, or the bytes of 10ms]')
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
            [CompletionResult]::new('--bytes', '--bytes', [CompletionResultType]::ParameterName, 'Records are bytes')
            [CompletionResult]::new('--lines', '--lines', [CompletionResultType]::ParameterName, 'Records are lines')
            [CompletionResult]::new('-0', '-0', [CompletionResultType]::ParameterName, 'Records end with a NUL byte, as find -print0 writes them')
            [CompletionResult]::new('--null', '--null', [CompletionResultType]::ParameterName, 'Records end with a NUL byte, as find -print0 writes them')
            [CompletionResult]::new('--drop', '--drop', [CompletionResultType]::ParameterName, 'Throw away what comes too early')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;load' {
            [CompletionResult]::new('--rate', '--rate', [CompletionResultType]::ParameterName, 'How many requests, such as 500/s, or unlimited')
            [CompletionResult]::new('--schedule', '--schedule', [CompletionResultType]::ParameterName, 'How many for how long, one after the other, such as 30s@50/s,1m@200/s')
            [CompletionResult]::new('--duration', '--duration', [CompletionResultType]::ParameterName, 'For how long [default: 10s]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'For how long [default: 10s]')
            [CompletionResult]::new('--connections', '--connections', [CompletionResultType]::ParameterName, 'The most connections at once [default: 100]')
            [CompletionResult]::new('--concurrency', '--concurrency', [CompletionResultType]::ParameterName, 'The most connections at once [default: 100]')
            [CompletionResult]::new('--method', '--method', [CompletionResultType]::ParameterName, 'The method of the requests [default: GET, or POST with --body]')
            [CompletionResult]::new('-H', '-H ', [CompletionResultType]::ParameterName, 'A header field of the requests; may be given several times')
            [CompletionResult]::new('--header', '--header', [CompletionResultType]::ParameterName, 'A header field of the requests; may be given several times')
            [CompletionResult]::new('--body', '--body', [CompletionResultType]::ParameterName, 'A file that every request has as its body')
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
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Ask hosts that are not our own, too')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;serve' {
            [CompletionResult]::new('--algo', '--algo', [CompletionResultType]::ParameterName, 'The limiter, by its name in `gosys rate algorithms` [default: gcra]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many in a period, such as 100/s, 600/m or 5/100ms; concurrency has none')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'The most at once after long idleness [default: the limit''s count]')
            [CompletionResult]::new('--penalty', '--penalty', [CompletionResultType]::ParameterName, 'For how long whoever was denied is denied everything')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where to listen; port 0 is any that is free [default: 127.0.0.1:0]')
            [CompletionResult]::new('--headers', '--headers', [CompletionResultType]::ParameterName, 'In which header fields answers tell the limit: draft, draft7, x, github or none [default: draft]')
            [CompletionResult]::new('--retry-after', '--retry-after', [CompletionResultType]::ParameterName, 'What Retry-After says: ceil, floor, none or always the same number of seconds [default: ceil]')
            [CompletionResult]::new('--deny-status', '--deny-status', [CompletionResultType]::ParameterName, 'The status of those that are denied [default: 429]')
            [CompletionResult]::new('--delay', '--delay', [CompletionResultType]::ParameterName, 'How long the work takes for each that is admitted')
            [CompletionResult]::new('--idle', '--idle', [CompletionResultType]::ParameterName, 'How long a connection is kept on which nothing is asked [default: 60s]')
            [CompletionResult]::new('--requests', '--requests', [CompletionResultType]::ParameterName, 'End after so many answers')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Who has a limit of his own: ip, header:NAME, path or none')
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
            [CompletionResult]::new('--count-denied', '--count-denied', [CompletionResultType]::ParameterName, 'Let those that are denied count as well')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;sim' {
            [CompletionResult]::new('--algo', '--algo', [CompletionResultType]::ParameterName, 'The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them [default: all]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many in a period, such as 100/s, 600/m or 5/100ms; concurrency has none')
            [CompletionResult]::new('--burst', '--burst', [CompletionResultType]::ParameterName, 'The most at once after long idleness [default: the limit''s count]')
            [CompletionResult]::new('--penalty', '--penalty', [CompletionResultType]::ParameterName, 'For how long whoever was denied is denied everything')
            [CompletionResult]::new('--arrivals', '--arrivals', [CompletionResultType]::ParameterName, 'When requests come: poisson:RATE, even:RATE or bursts:RATE [default: poisson, at twice the limit]')
            [CompletionResult]::new('--trace', '--trace', [CompletionResultType]::ParameterName, 'When they came, from a file; - for standard input')
            [CompletionResult]::new('--requests', '--requests', [CompletionResultType]::ParameterName, 'How many come [default: 1e5]')
            [CompletionResult]::new('--clients', '--clients', [CompletionResultType]::ParameterName, 'How many clients they are from [default: 10]')
            [CompletionResult]::new('--patience', '--patience', [CompletionResultType]::ParameterName, 'For how long whoever is denied comes again [default: 0s]')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'How long an admitted request takes to be served [default: 10ms]')
            [CompletionResult]::new('--capacity', '--capacity', [CompletionResultType]::ParameterName, 'How many are served at once at that speed [default: any number]')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Where the random numbers begin; printed with the result [default: anew each time]')
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
            [CompletionResult]::new('--count-denied', '--count-denied', [CompletionResultType]::ParameterName, 'Let those that are denied count as well')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No notes, no column names')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'More words; -vv prints every request sent to a backend')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'gosys;rate;bench' {
            [CompletionResult]::new('--algo', '--algo', [CompletionResultType]::ParameterName, 'The limiters, by their names in `gosys rate algorithms`, with commas between them, or all of them [default: all]')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'How long each figure is measured [default: 100ms]')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'How many keys the table has [default: 1e6]')
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
        'gosys;rate;algorithms' {
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
        'gosys;rate;help' {
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Find out which rate limiter stands before a URL')
            [CompletionResult]::new('fit', 'fit', [CompletionResultType]::ParameterValue, 'Find the limiter that explains a trace, or an access log')
            [CompletionResult]::new('headers', 'headers', [CompletionResultType]::ParameterValue, 'Show what a server says of its limits')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Take from a limit that many share')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command when a limit that many share allows it')
            [CompletionResult]::new('pipe', 'pipe', [CompletionResultType]::ParameterValue, 'Let records through at a rate')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Send requests at a rate, and measure what becomes of them')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve an HTTP endpoint with a known rate limit')
            [CompletionResult]::new('sim', 'sim', [CompletionResultType]::ParameterValue, 'Simulate limiters on the same requests, in virtual time')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure what a check of a limit costs')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the limiters and their sources')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;rate;help;probe' {
            break
        }
        'gosys;rate;help;fit' {
            break
        }
        'gosys;rate;help;headers' {
            break
        }
        'gosys;rate;help;take' {
            break
        }
        'gosys;rate;help;run' {
            break
        }
        'gosys;rate;help;pipe' {
            break
        }
        'gosys;rate;help;load' {
            break
        }
        'gosys;rate;help;serve' {
            break
        }
        'gosys;rate;help;sim' {
            break
        }
        'gosys;rate;help;bench' {
            break
        }
        'gosys;rate;help;algorithms' {
            break
        }
        'gosys;rate;help;help' {
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
            [CompletionResult]::new('lb', 'lb', [CompletionResultType]::ParameterValue, 'Run load-balancing experiments that can be trusted')
            [CompletionResult]::new('rate', 'rate', [CompletionResultType]::ParameterValue, 'Measure rate limiters, and use one from a script')
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
        'gosys;help;lb' {
            [CompletionResult]::new('shuffle', 'shuffle', [CompletionResultType]::ParameterValue, 'Count where a shuffle puts its items, and say if it is fair')
            [CompletionResult]::new('clients', 'clients', [CompletionResultType]::ParameterValue, 'Put clients on nodes, each by a shuffle of its own')
            [CompletionResult]::new('pick', 'pick', [CompletionResultType]::ParameterValue, 'Pick a node for a script, or an order in which to try all')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Simulate a fleet of servers behind a load balancer')
            [CompletionResult]::new('compare', 'compare', [CompletionResultType]::ParameterValue, 'Compare policies on the same requests')
            [CompletionResult]::new('disrupt', 'disrupt', [CompletionResultType]::ParameterValue, 'Count the keys that move when servers leave or come')
            [CompletionResult]::new('subset', 'subset', [CompletionResultType]::ParameterValue, 'Count the connections that backends get from subsets')
            [CompletionResult]::new('replay', 'replay', [CompletionResultType]::ParameterValue, 'Replay an access log through policies')
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Probe how a live balancer spreads requests over its servers')
            [CompletionResult]::new('selftest', 'selftest', [CompletionResultType]::ParameterValue, 'Check the simulator against theory and published numbers')
            [CompletionResult]::new('policies', 'policies', [CompletionResultType]::ParameterValue, 'List the balancing policies and their sources')
            break
        }
        'gosys;help;lb;shuffle' {
            break
        }
        'gosys;help;lb;clients' {
            break
        }
        'gosys;help;lb;pick' {
            break
        }
        'gosys;help;lb;simulate' {
            break
        }
        'gosys;help;lb;compare' {
            break
        }
        'gosys;help;lb;disrupt' {
            break
        }
        'gosys;help;lb;subset' {
            break
        }
        'gosys;help;lb;replay' {
            break
        }
        'gosys;help;lb;probe' {
            break
        }
        'gosys;help;lb;selftest' {
            break
        }
        'gosys;help;lb;policies' {
            break
        }
        'gosys;help;rate' {
            [CompletionResult]::new('probe', 'probe', [CompletionResultType]::ParameterValue, 'Find out which rate limiter stands before a URL')
            [CompletionResult]::new('fit', 'fit', [CompletionResultType]::ParameterValue, 'Find the limiter that explains a trace, or an access log')
            [CompletionResult]::new('headers', 'headers', [CompletionResultType]::ParameterValue, 'Show what a server says of its limits')
            [CompletionResult]::new('take', 'take', [CompletionResultType]::ParameterValue, 'Take from a limit that many share')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command when a limit that many share allows it')
            [CompletionResult]::new('pipe', 'pipe', [CompletionResultType]::ParameterValue, 'Let records through at a rate')
            [CompletionResult]::new('load', 'load', [CompletionResultType]::ParameterValue, 'Send requests at a rate, and measure what becomes of them')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Serve an HTTP endpoint with a known rate limit')
            [CompletionResult]::new('sim', 'sim', [CompletionResultType]::ParameterValue, 'Simulate limiters on the same requests, in virtual time')
            [CompletionResult]::new('bench', 'bench', [CompletionResultType]::ParameterValue, 'Measure what a check of a limit costs')
            [CompletionResult]::new('algorithms', 'algorithms', [CompletionResultType]::ParameterValue, 'List the limiters and their sources')
            break
        }
        'gosys;help;rate;probe' {
            break
        }
        'gosys;help;rate;fit' {
            break
        }
        'gosys;help;rate;headers' {
            break
        }
        'gosys;help;rate;take' {
            break
        }
        'gosys;help;rate;run' {
            break
        }
        'gosys;help;rate;pipe' {
            break
        }
        'gosys;help;rate;load' {
            break
        }
        'gosys;help;rate;serve' {
            break
        }
        'gosys;help;rate;sim' {
            break
        }
        'gosys;help;rate;bench' {
            break
        }
        'gosys;help;rate;algorithms' {
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
