//! What the server does in one step, as scripts in Lua.
//!
//! Every script first puts out whose time is over, by the server's clock, and says in the end how the queue stands
//! to those who take a place or look.
//! Numbers are written by hand: Lua's own text of a number has 14 digits, and a fence has 16.
//!
//! Whoever watches the queue is told of every change. That includes a changed expiry, so the queue's own is longer than
//! needed, and most renewals need not touch it.

/// KEYS: the queue, the deadlines, the last fence.
macro_rules! script {
    ($($body:expr)?) => {
        concat!(
            "
local q, d, f = KEYS[1], KEYS[2], KEYS[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function int(number) return string.format('%.0f', number) end
local changed = false
if redis.call('EXISTS', d) == 0 then redis.call('DEL', q) end
for _, token in ipairs(redis.call('ZRANGEBYSCORE', d, '-inf', '(' .. int(now))) do
  redis.call('ZREM', d, token)
  redis.call('HDEL', q, token)
  changed = true
end
local function place(token)
  return redis.call('ZSCORE', d, token) and redis.call('HGET', q, token)
end
local function begin(token, ttl)
  redis.call('ZADD', d, int(now + ttl), token)
  local keep = math.max(86400000, 2 * ttl)
  if redis.call('PTTL', f) < keep then redis.call('PEXPIRE', f, int(keep)) end
end
local done, is_asked = 0, true
",
            $($body,)?
            "
local last = redis.call('ZRANGE', d, -1, -1, 'WITHSCORES')[2]
if last then
  local left = last - now
  redis.call('PEXPIREAT', d, int(last + 1))
  if changed or redis.call('PTTL', q) < left then redis.call('PEXPIREAT', q, int(now + 2 * left)) end
end
if not is_asked then return {done, now, {}, {}} end
return {done, now, redis.call('HGETALL', q), redis.call('ZRANGE', d, 0, -1, 'WITHSCORES')}"
        )
    };
}

/// Nothing else.
pub const LOOK: &str = script!();

// The number is taken with the place and not with the turn: so the order of the fences is that of the queue, and a
// holder that comes to its turn by waiting needs no further write.
/// ARGV: token, TTL, record without its number. A place that is there is kept, and its time begins anew.
pub const JOIN: &str = script!(
    "
if not place(ARGV[1]) then
  local fence = int(math.max((tonumber(redis.call('GET', f)) or 0) + 1, time[1] * 1000000 + time[2]))
  redis.call('HSET', q, ARGV[1], '{\"seq\":' .. fence .. ',' .. string.sub(ARGV[3], 2))
  redis.call('SET', f, fence, 'PX', int(math.max(redis.call('PTTL', f), 1)))
  changed = true
end
begin(ARGV[1], tonumber(ARGV[2]))
done = 1"
);

// The queue is left alone unless the TTL changes: every write to it would wake all who hold.
/// ARGV: token, TTL. Done if the place is there.
pub const RENEW: &str = script!(
    "
is_asked = false
local record = place(ARGV[1])
if record then
  local anew = string.gsub(record, '\"ttl_ms\":%d+', '\"ttl_ms\":' .. ARGV[2], 1)
  if anew ~= record then redis.call('HSET', q, ARGV[1], anew) end
  begin(ARGV[1], tonumber(ARGV[2]))
  done = 1
end"
);

// Both are removed whatever was found: half of a place may be left where somebody deleted a key by hand.
// Whose time was over rings for nobody: who waits for that has the deadline itself.
/// KEYS: also the bell. ARGV: token, and for whoever is put out why; KEYS then has the place for that. Done if the place
/// was there.
pub const LEAVE: &str = script!(
    "
is_asked = false
if place(ARGV[1]) then
  done, changed = 1, true
  if KEYS[5] then redis.call('SET', KEYS[5], ARGV[2], 'PX', 86400000) end
end
redis.call('HDEL', q, ARGV[1])
redis.call('ZREM', d, ARGV[1])
redis.call('SET', KEYS[4], '')
redis.call('DEL', KEYS[4])"
);

/// Done if nobody has a place: then the last fence is forgotten too.
pub const FORGET: &str = script!(
    "
if redis.call('ZCARD', d) == 0 then
  redis.call('DEL', f)
  done = 1
end"
);

// Asked again after a lost reply the key holds the token already, which is as good as having set it.
/// A plain key. KEYS: the key; ARGV: token, TTL. Done if the key holds the token now; then how long it still lasts.
pub const TAKE_PLAIN: &str = "
local value = redis.call('GET', KEYS[1])
if not value then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
elseif value == ARGV[1] then
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
value = redis.call('GET', KEYS[1])
return {value, redis.call('PTTL', KEYS[1])}";

/// KEYS: the key. What it holds, and how long.
pub const LOOK_PLAIN: &str = "return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}";

/// KEYS: the key; ARGV: token, TTL.
pub const RENEW_PLAIN: &str = "
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])";

/// KEYS: the key; ARGV: token.
pub const LEAVE_PLAIN: &str = "
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])";
