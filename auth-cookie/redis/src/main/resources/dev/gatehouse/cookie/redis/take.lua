-- The set of tries: each key with the microsecond at which it has all its tries back. Microseconds since 1970 take 51
-- bits, so they are exact as numbers of Lua and as scores. Returns how many of them to wait; 0 when a try was taken.
local set, member, shared = KEYS[1], ARGV[1], ARGV[2]
local interval, tries, room = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local idle = redis.call('ZRANGEBYSCORE', set, '-inf', string.format('%.0f', now), 'LIMIT', 0, 100)
if #idle > 0 then
  redis.call('ZREM', set, unpack(idle))
end
local score = redis.call('ZSCORE', set, member)
if not score and redis.call('ZCARD', set) >= room then
  member = shared
  score = redis.call('ZSCORE', set, member)
end
-- A clock that was put back can't take more than all tries away.
local full = math.min(math.max(tonumber(score or 0), now), now + tries * interval)
local wait = full - (tries - 1) * interval - now
if wait > 0 then
  return wait
end
full = full + interval
redis.call('ZADD', set, string.format('%.0f', full), member)
local millis = math.ceil((full - now) / 1000) + 1
if redis.call('PTTL', set) < millis then
  redis.call('PEXPIRE', set, millis)
end
return 0
