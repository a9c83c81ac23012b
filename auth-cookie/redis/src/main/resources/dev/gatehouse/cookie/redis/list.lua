local found = {}
for n = 2, #ARGV do
  local at = session(ARGV[1] .. 's:' .. ARGV[n])
  if at then
    found[#found + 1] = {ARGV[n], at.v, at.u, at.r}
  end
end
return found
