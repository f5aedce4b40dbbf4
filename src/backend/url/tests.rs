//! Tests of the URL parser.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Url {
    text.parse().unwrap_or_else(|wrong| panic!("{text}: {wrong:?}"))
}

fn refused(text: &str) -> Wrong {
    text.parse::<Url>().unwrap_err()
}

#[cfg(any(feature = "etcd", feature = "zookeeper"))]
fn hosts(text: &str) -> Vec<String> {
    read(text).hosts().iter().map(Host::to_string).collect()
}

#[test]
fn a_local_folder_is_taken_as_it_stands() {
    for (text, rest) in [("local:", ""), ("local", ""), ("local:/srv/a b%41@c:d", "/srv/a b%41@c:d"), ("local:x", "x")]
    {
        let url = read(text);
        assert_eq!((url.scheme(), url.rest(), url.hosts().len()), ("local", rest, 0));
    }
    assert_eq!(refused("local://srv").message, "a folder follows `local:` at once, without `//`");
    assert_eq!(read("local:///srv").rest(), "///srv");
}

#[test]
fn an_unknown_scheme_names_the_known_ones() {
    let wrong = refused("etc://h");
    assert_eq!(wrong.message, "no backend has the scheme `etc`");
    assert!(wrong.hint.starts_with("schemes: local"), "{}", wrong.hint);
}

#[test]
fn what_was_left_out_of_the_build_is_told_as_that() {
    for (begin, name) in LEFT_OUT {
        let is_built = BACKENDS.iter().any(|row| row.name == name);
        let told = format!("{begin}://h").parse::<Url>().err().map(|wrong| wrong.message);
        assert_eq!(told, (!is_built).then(|| format!("this gosys was built without {name}")));
    }
}

fn by(origin: Origin, value: &str) -> Error {
    Url::of(&Found { value: value.to_owned(), origin }).unwrap_err()
}

#[test]
fn who_gave_the_url_decides_the_code() {
    assert_eq!(by(Origin::Flag("--backend"), "x:").exit(), Exit::Usage);
    assert_eq!(by(Origin::Variable("GOSYS_BACKEND"), "x:").exit(), Exit::Settings);
    assert_eq!(by(Origin::File(PathBuf::from("f")), "x:").exit(), Exit::Settings);
}

#[cfg(feature = "etcd")]
mod etcd {
    use super::*;

    #[test]
    fn hosts_have_a_default_port_and_may_be_addresses() {
        assert_eq!(hosts("etcd://"), ["127.0.0.1:2379"]);
        assert!(!read("etcd:///app").names_hosts());
        assert_eq!(
            hosts("etcds://a,b_c.d-e:7,[::1],[fe80::2]:9/x"),
            ["a:2379", "b_c.d-e:7", "[::1]:2379", "[fe80::2]:9"]
        );
        assert_eq!(read("etcd://a/app/x%20y/").rest(), "/app/x y");
        assert!(read("etcds://a").is_tls());
    }

    #[test]
    fn a_wrong_host_is_named() {
        for (text, message) in [
            ("etcd://a,,b", "`` is no host"),
            ("etcd://a b", "`a b` is no host"),
            ("etcd://a:", "`a:` has no port between 1 and 65535"),
            ("etcd://a:0", "`a:0` has no port between 1 and 65535"),
            ("etcd://a:+1", "`a:+1` has no port between 1 and 65535"),
            ("etcd://a:65536", "`a:65536` has no port between 1 and 65535"),
            ("etcd://[::1]x", "`[::1]x` has no port between 1 and 65535"),
            ("etcd://::1", "`::1`: an IPv6 address stands in brackets"),
            ("etcd://[a]", "`[a]` is no IPv6 address in brackets"),
            ("etcd:a", "`//` has to follow `etcd:`"),
            ("etcd://a?x=1", "a URL of `etcd:` has no `?` part"),
            ("etcd://a#x", "a backend's URL has no `#` part"),
            ("etcd://a/%0a", "the URL's path holds a control character"),
            ("etcd://a/%f", "the URL's path has a `%` that two hexadecimal digits of UTF-8 text do not follow"),
        ] {
            let wrong = refused(text);
            assert_eq!(wrong.message, message, "{text}");
            assert!(!wrong.hint.is_empty());
        }
    }

    #[test]
    fn user_and_password_are_decoded() {
        let url = read("etcd://o%40p%73:p%3Aw%2f@h");
        assert_eq!(url.user(), Some("o@ps"));
        assert_eq!(url.password().map(Secret::reveal), Some("p:w/"));
        assert_eq!(read("etcd://:@h").user(), None);
        assert_eq!(read("etcd://:@h").password(), None);
        assert_eq!(read("etcd://ops@h").password(), None);
    }

    #[test]
    fn a_password_is_no_argument() {
        let error = by(Origin::Flag("--backend"), "etcd://ops:hunter2@h");
        assert_eq!(error.exit(), Exit::Usage);
        assert!(!format!("{error:?}").contains("hunter2"));
        assert!(
            Url::of(&Found { value: "etcd://o:p@h".to_owned(), origin: Origin::Variable("GOSYS_BACKEND") }).is_ok()
        );
    }

    #[test]
    fn the_client_variable_names_servers() {
        let url = read("etcd:///app").on_endpoints("http://a:1/, b ,https://c").unwrap();
        assert_eq!(url.to_string(), "etcds://a:1,b:2379,c:2379/app");
        assert_eq!(read("etcd://").on_endpoints("a").unwrap().to_string(), "etcd://a:2379");
        assert!(read("etcd://").on_endpoints("unix:///x").is_err());
    }
}

#[cfg(feature = "redis")]
mod redis {
    use super::*;

    #[test]
    fn the_forms_of_redis() {
        assert_eq!(read("redis://h/3").to_string(), "redis://h:6379/3");
        assert_eq!(read("rediss://h:1").to_string(), "rediss://h:1");
        assert_eq!(read("redis+unix:///run/r.sock?db=2&user=u&pass=p%26").database(), 2);
        assert_eq!(read("redis+unix:///run/r.sock?pass=p%26").password().map(Secret::reveal), Some("p&"));
        assert_eq!(read("redis+unix:///run/r.sock").rest(), "/run/r.sock");
        assert_eq!(read("redis+sentinel://a,b:1/main/4").to_string(), "redis+sentinel://a:26379,b:1/main/4");
        assert_eq!(read("redis+cluster://a,b/").to_string(), "redis+cluster://a:6379,b:6379");
    }

    #[test]
    fn what_redis_urls_cannot_be() {
        for (text, message) in [
            ("redis://a,b", "`redis:` takes one host"),
            ("redis://a/x", "`x` is not the number of a database"),
            ("redis+unix://h/x", "a socket has no host: three slashes follow the colon"),
            ("redis+unix://", "the URL does not name the socket"),
            ("redis+unix:///x?y=1", "the `?` part of a socket's URL takes db, user and pass"),
            ("redis+sentinel://h", "the URL does not name the master that the sentinels watch"),
            ("redis+cluster://h/1", "a cluster has no databases, so nothing follows its hosts"),
            ("redis://u:p/w@h", "what stands before the URL's last `@` is no user and password"),
        ] {
            assert_eq!(refused(text).message, message, "{text}");
        }
    }
}

#[cfg(feature = "zookeeper")]
#[test]
fn a_chroot_is_a_zookeeper_path() {
    assert_eq!(read("zk://a,b:1/x/y/").to_string(), "zk://a:2181,b:1/x/y");
    assert_eq!(read("zk://a/").rest(), "");
    assert_eq!(hosts("zks://a"), ["a:2281"]);
    for path in ["//", "/a//b", "/a/../b", "/."] {
        let text = format!("zk://a{path}");
        let url = text.parse::<Url>();
        assert_eq!(url.is_err(), path != "//", "{text}");
    }
}

#[cfg(feature = "etcd")]
#[test]
fn each_path_has_a_root_of_its_own() {
    for (url, root) in [
        ("etcd://h", "/.gosys/cfg/v1"),
        ("etcd://h/", "/.gosys/cfg/v1"),
        ("etcd://h/app", "/.gosys/cfg/v1/%2Fapp"),
        ("etcd://h/app/x/", "/.gosys/cfg/v1/%2Fapp%2Fx"),
        ("etcd://h/app%2Fx", "/.gosys/cfg/v1/%2Fapp%2Fx"),
        ("etcd://h/app%252Fx%20y", "/.gosys/cfg/v1/%2Fapp%252Fx y"),
        ("etcd://h//app", "/.gosys/cfg/v1/%2F%2Fapp"),
    ] {
        assert_eq!(read(url).root("cfg"), root, "{url}");
    }
}

#[test]
fn what_may_be_a_password_is_never_shown() {
    for (url, shown) in [
        ("redis://u:p@h", "redis://u:***@h"),
        ("redis://u:p/w@h/1", "redis://u:***@h/1"),
        ("redis://u:p@w@h", "redis://u:***@h"),
        ("redis:u:p@h", "redis:u:***@h"),
        ("x://:p?@h", "x://:***@h"),
        ("etcd://u@h", "etcd://u@h"),
        ("etcd://h:1/p", "etcd://h:1/p"),
        ("redis+unix:///s?pass=p&db=1", "redis+unix:///s?***"),
        ("local:/a:b@c", "local:/a:b@c"),
        ("@prod", "@prod"),
    ] {
        assert_eq!(without_password(url), shown);
    }
}

const SCHEMES: &[&str] =
    &["local", "etcd", "etcds", "redis", "rediss", "redis+unix", "redis+sentinel", "redis+cluster", "zk", "zks", "x"];

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in ".*") {
        let _ = text.parse::<Url>();
        let _ = without_password(&text);
    }

    #[test]
    fn anything_after_a_scheme_is_read_or_refused(scheme in proptest::sample::select(SCHEMES), rest in "(//)?[a-c0-9:@/,%?#&=\\[\\].]{0,30}") {
        let text = format!("{scheme}:{rest}");
        if let Ok(url) = text.parse::<Url>() {
            let shown = url.to_string();
            let again = shown.parse::<Url>().unwrap_or_else(|wrong| panic!("{text} became {shown}: {wrong:?}"));
            prop_assert_eq!(again.to_string(), shown);
            prop_assert_eq!(again.hosts(), url.hosts());
            prop_assert_eq!(again.rest(), url.rest());
            prop_assert_eq!(again.user(), url.user());
            prop_assert_eq!(again.database(), url.database());
        }
    }

    #[test]
    fn no_message_has_the_password(scheme in proptest::sample::select(SCHEMES), tail in "[a-c0-9:/,%?#\\[\\].]{0,20}", odd in "[/?#@:%]?") {
        let secret = format!("SE{odd}CRET");
        let text = format!("{scheme}://u:{secret}@{tail}");
        let leaks = |text: &str| text.contains("CRET");
        if scheme != "local" {
            prop_assert!(!leaks(&without_password(&text)));
            let shown = match text.parse::<Url>() {
                Ok(url) => format!("{url} {url:?}"),
                Err(wrong) => format!("{wrong:?}"),
            };
            prop_assert!(!leaks(&shown));
        }
    }

    #[test]
    fn encoding_reads_back(text in ".*") {
        prop_assert_eq!(decode(&encode(&text, "")), Some(text));
    }

    #[test]
    fn a_part_of_a_path_reads_back(text in ".*|[%/2F5]{0,12}") {
        let part = to_part(&text);
        prop_assert!(!part.contains('/') && part.len() >= text.len());
        prop_assert_eq!(from_part(&part), Some(text));
    }

    /// What others wrote is never taken for ours, or two keys would lead to one name.
    #[test]
    fn a_part_is_written_in_one_way_only(part in ".*|[%/2Ff5]{0,12}") {
        prop_assert!(from_part(&part).is_none_or(|text| to_part(&text) == part));
    }
}
