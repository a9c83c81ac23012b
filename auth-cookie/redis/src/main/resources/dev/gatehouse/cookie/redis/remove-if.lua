local prefix, subject, sid, before = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local removed = {}
for n = 5, #ARGV do
  local id = ARGV[n]
  local key = prefix .. 's:' .. id
  local at = session(key)
  if at and (subject == '' or at.s == subject) and (sid == '' or at.i == sid) and (before == '' or at.b < before) then
    erase(prefix, id, key, at)
    removed[#removed + 1] = id
  end
end
return removed
