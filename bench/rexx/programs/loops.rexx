/* empty loops of every form, nested */
do turn = 1 to 25
  n = 0
  do i = 1 to 400000; end
  do 400000; end
  do i = 1 by 2 while i < 300000; end
  do 300; do j = 10 to 1 by -1; do 50; end; end; end
  k = 0
  do until k = 150000; k = k + 1; end
  do forever; n = n + 1; if n > 150000 then leave; end
end
say turn i j k n
