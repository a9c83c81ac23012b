local at = session(KEYS[1])
if not at then
  return 0
end
prolong(ARGV[1], ARGV[2], KEYS[1], at, ARGV[4], ARGV[5], ARGV[3])
return 1
