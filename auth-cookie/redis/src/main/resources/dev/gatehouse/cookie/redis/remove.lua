local at = session(KEYS[1])
if at then
  erase(ARGV[1], ARGV[2], KEYS[1], at)
  return {at.v, at.u, at.r}
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  return {}
end
-- It was removed before. The caller may not know yet whether replicas know, too.
return {'gone'}
