//! What a pass does with the tokens that go through it.

use super::*;

fn pass(token: Option<&'static str>) -> Pass {
    let token = token.map(HeaderValue::from_static);
    Pass { shelf: None, state: Mutex::new(State { token, ..State::default() }) }
}

fn headers(token: Option<&'static str>) -> HeaderMap {
    token.map(|token| (HeaderName::from_static(TOKEN), HeaderValue::from_static(token))).into_iter().collect()
}

fn token(pass: &Pass) -> Option<String> {
    pass.state().token.as_ref().map(|token| token.to_str().unwrap().to_owned())
}

fn failure(words: &'static str) -> Response<Body> {
    let answer = Response::builder().header("grpc-status", "2").header("grpc-message", words);
    answer.body(Body::empty()).unwrap()
}

#[test]
fn an_empty_token_is_replaced_by_what_is_known() {
    for (known, open, expected) in [
        (Some("t.1"), false, Some("t.1")),
        (Some("t.1"), true, Some("t.1")),
        (None, false, Some("")),
        (None, true, None),
    ] {
        let pass = pass(known);
        pass.state().open = open;
        let mut headers = headers(Some(""));
        pass.replace(&mut headers);
        assert_eq!(headers.get(TOKEN).map(|token| token.to_str().unwrap()), expected, "{known:?} {open}");
    }
}

#[test]
fn a_token_that_is_learnt_is_known_and_kept_from_the_eye() {
    let pass = pass(None);
    assert!(!pass.is_known());
    pass.learn(&HeaderValue::from_static("t.1"));
    assert!(pass.is_known());
    assert_eq!(format!("{:?}", pass.state().token), "Some(Sensitive)");
    pass.forget();
    assert!(!pass.is_known());
    pass.forget();
}

#[test]
fn a_refusal_is_told_once() {
    let pass = pass(None);
    assert!(!pass.was_refused());
    pass.state().refused = true;
    assert!(pass.was_refused() && !pass.was_refused());
}

#[test]
fn only_a_token_that_nobody_has_answered_to_is_doubted() {
    for (proven, stays) in [(false, false), (true, true)] {
        let pass = pass(Some("t.1"));
        pass.state().proven = proven;
        pass.doubt();
        assert_eq!(pass.is_known(), stays);
    }
}

#[test]
fn who_gives_up_waiting_doubts_and_who_was_answered_does_not() {
    let given_up = Arc::new(pass(Some("t.1")));
    drop(Waiting(Some(Arc::clone(&given_up))));
    assert!(!given_up.is_known());
    let answered = Arc::new(pass(Some("t.1")));
    Waiting(Some(Arc::clone(&answered))).end(true);
    drop(Waiting(Some(Arc::clone(&answered))));
    assert!(answered.is_known(), "an answer proves it for good");
    let failed = Arc::new(pass(Some("t.1")));
    Waiting(Some(Arc::clone(&failed))).end(false);
    assert!(failed.is_known() && !failed.state().proven, "a connection that failed says nothing of it");
}

#[tokio::test]
async fn a_connection_gives_its_token_to_others_after_it_asked_for_one() {
    let pass = Arc::new(pass(Some("t.1")));
    let (channel, _updates) = transport::Channel::balance_channel::<Uri>(1);
    let connection = Connection { channel, pass: Arc::clone(&pass), stage: Arc::default() };
    let admitted = |shown: Option<&'static str>| {
        let mut headers = headers(shown);
        connection.admit(&mut headers).end(true);
        headers.get(TOKEN).map(|token| token.to_str().unwrap().to_owned())
    };
    assert_eq!(admitted(Some("")).as_deref(), Some("t.1"));
    assert_eq!(admitted(None), None);
    // One of its own that it had before is left alone, and not spread.
    assert_eq!(admitted(Some("t.0")).as_deref(), Some("t.0"));
    assert_eq!(token(&pass).as_deref(), Some("t.1"));
    connection.stage.asked.store(true, Ordering::Relaxed);
    assert_eq!(admitted(Some("t.2")).as_deref(), Some("t.2"));
    assert_eq!(token(&pass).as_deref(), Some("t.2"));
    assert_eq!(admitted(Some("t.3")).as_deref(), Some("t.3"));
    assert_eq!(token(&pass).as_deref(), Some("t.2"), "once for each question");
}

#[tokio::test]
async fn the_answer_that_nobody_gave_is_one_of_grpc() {
    let answer = nothing();
    assert_eq!(answer.headers()[http::header::CONTENT_TYPE], "application/grpc");
    let body = answer.into_body().collect().await.unwrap();
    assert_eq!(body.trailers().unwrap()["grpc-status"], "0");
    // Not compressed, and a message of no bytes.
    assert_eq!(body.to_bytes().as_ref(), [0; 5]);
}

#[test]
fn an_outdated_token_is_refused_as_the_library_knows_it() {
    for (words, status) in [
        ("etcdserver: revision of auth store is old", "16"),
        ("auth: revision in header is old", "16"),
        ("etcdserver: permission denied", "2"),
        ("", "2"),
    ] {
        assert_eq!(as_refused(failure(words)).headers()["grpc-status"], status, "{words}");
    }
    let well = as_refused(Response::new(Body::empty()));
    assert!(!well.headers().contains_key("grpc-status"));
}

#[test]
fn failures_are_known_by_their_words() {
    assert!(says(&failure("etcdserver: authentication is not enabled"), NO_USERS));
    assert!(!says(&failure("etcdserver: user name is empty"), NO_USERS));
    assert!(!says(&Response::new(Body::empty()), NO_USERS));
}
