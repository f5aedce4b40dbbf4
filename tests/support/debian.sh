# What `tests/run` and `tests/limiters` share, in the project's folder: that Debian's packages are there. What must be,
# and the package that brings it, says their function `table`, one a line.

# Prints the packages that are missing, one a line.
missing() {
    table | while read -r what package; do
        case $what in
            /*) [ -e "$what" ] || echo "$package" ;;
            *) command -v "$what" >/dev/null 2>&1 || echo "$package" ;;
        esac
    done
}

# Runs a command as root.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null
}

# Debian asks this file before it starts a service. One that is there already is left alone: it has
# its own reasons, and on a machine made for builds it says the same.
policy=/usr/sbin/policy-rc.d
forbid_services() {
    [ -e "$policy" ] && return
    trap 'as_root rm -f "$policy"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
}

# A subshell, so that its traps end with it.
install() (
    forbid_services
    as_root apt-get update -q
    # The packages are words of our own table.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
)

# Installs what is missing where this user may do so (root, or sudo without a password), and names it otherwise.
provide() {
    packages=$(missing)
    [ -n "$packages" ] || return 0
    # Unquoted, so that the lines become words.
    wanted=$(echo $packages)
    if ! may_install; then
        echo "$0: these packages are missing: $wanted" >&2
        echo "hint: apt-get install $wanted" >&2
        exit 1
    fi
    echo "$0: installing $wanted" >&2
    install $packages
    packages=$(missing)
    if [ -n "$packages" ]; then
        echo "$0: still missing after installation: $(echo $packages)" >&2
        exit 1
    fi
}
