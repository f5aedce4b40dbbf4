# A critical section: PATH CELL ATTEMPT MILLISECONDS WAYS. It enters the resource, increments its number again and
# again in two steps, and leaves. WAYS may hold `tree`, for processes below it that share its connection, and
# `stubborn`, for one that heeds no TERM.
use strict;

# Modules would cost five times what Perl does without them, and this is started a hundred thousand times.
use constant { AF_UNIX => 1, SOCK_STREAM => 1, EINTR => 4 };

my ($path, $cell, $attempt, $ms, $ways) = @ARGV;
my $fence = $ENV{GOSYS_LOCK_FENCE} // $ENV{ETCD_LOCK_REV} // 0;
my $token = $ENV{GOSYS_LOCK_TOKEN} // '-';

socket(my $resource, AF_UNIX, SOCK_STREAM, 0) or exit 97;
connect($resource, pack('S a*', AF_UNIX, $path)) or exit 97;

sub ask {
    my $line = join(' ', @_) . "\n";
    syswrite($resource, $line) or exit 97;
    my ($answer, $length);
    # Who heeds no TERM must not end by one either, and leave its tree behind.
    1 until defined($length = sysread($resource, $answer, 200)) || $! != EINTR;
    $length or exit 97;
    chomp $answer;
    return $answer;
}

my @below;

sub clear {
    kill 'KILL', @below;
    waitpid $_, 0 for @below;
}

# Whoever ends by a signal sees to it that nothing below is left behind: that is no business of a lock's.
$SIG{TERM} = $SIG{HUP} = $SIG{INT} = sub {
    syswrite($resource, "term\n");
    return if $ways =~ /stubborn/;
    clear();
    exit 98;
};

if ($ways =~ /tree/) {
    require POSIX;
    # One that a process group reaches, and one in a session of its own.
    for my $apart (0, 1) {
        my $pid = fork;
        if (!$pid) {
            $SIG{$_} = 'IGNORE' for qw(TERM HUP INT);
            POSIX::setsid() if $apart;
            open(STDOUT, '>', '/dev/null');
            open(STDERR, '>', '/dev/null');
            sleep 60;
            POSIX::_exit(0);
        }
        push @below, $pid;
    }
}

my $is_stale = ask('enter', $cell, $fence, $attempt, $$, $token) ne 'ok';
# By steps rather than by a clock: whoever was stopped goes on where it was.
for (my $left = $ms; $left > 0 && !$is_stale; $left -= 10) {
    my @seen = split ' ', ask('read');
    select(undef, undef, undef, 0.01);
    $is_stale = ask('write', @seen) ne 'ok';
}
clear();
ask('leave');
exit($is_stale ? 96 : 0);
