
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
            [CompletionResult]::new('id', 'id', [CompletionResultType]::ParameterValue, 'Unique ids')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'One at a time')
            [CompletionResult]::new('settings', 'settings', [CompletionResultType]::ParameterValue, 'Show each setting and where its value comes from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many')
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
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make ids')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id;new' {
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'How many')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'How many')
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
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make ids')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;id;help;new' {
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
            [CompletionResult]::new('id', 'id', [CompletionResultType]::ParameterValue, 'Unique ids')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'One at a time')
            [CompletionResult]::new('settings', 'settings', [CompletionResultType]::ParameterValue, 'Show each setting and where its value comes from')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'gosys;help;id' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make ids')
            break
        }
        'gosys;help;id;new' {
            break
        }
        'gosys;help;lock' {
            break
        }
        'gosys;help;settings' {
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
