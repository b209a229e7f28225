/* strings put together, taken apart, searched and changed */
text = 'The quick brown fox jumps over the lazy dog'
sum = 0
do i = 1 to 200000
  line = ''
  do j = 1 to 8
    line = line || substr(text, j * 4, 3) || '.' || i
  end
  sum = sum + length(line) + pos('x', line) + lastpos('.', line)
  part = left(line, 20) || right(line, 10, '*') || center('mid', 9, '-')
  if substr(part, 3, 1) = 'e' then sum = sum + 1
  turned = reverse(part)
  line = overlay('###', turned, 5) || copies('ab', 4)
  line = insert('--', delstr(line, 7, 4), 3)
  line = translate(strip(line), 'abcdefghij', '0123456789')
  sum = sum + verify(line, 'abcdefghij') + abbrev('print', substr('print', 1, 3)) + compare(line, part)
end
say sum line
