/* templates: words, patterns, columns, variables */
record = 'Smith     John      1957-03-14 M 12345.67 clerk in the post office; retired'
sum = 0
comma = ','
do i = 1 to 600000
  parse var record last first date sex amount rest
  parse var date year '-' month '-' day
  parse value rest with job ' in ' place ';' state
  parse var record 1 name 11 given 21 . 32 flag +1
  parse value i || ',' || year || ',' || month with one (comma) two (comma) three
  sum = (sum + year + month + day + one + length(place) + length(name)) // 1000000
  parse upper var first first .
end
say sum last first job place state flag two three
