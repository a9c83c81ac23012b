local at = session(KEYS[1])
if not at then
  return {}
end
erase(ARGV[1], ARGV[2], KEYS[1], at)
return {at.v, at.u, at.r}
