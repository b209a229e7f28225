/* greatest common divisors, and how long numbers take to come down to 1 */
sum = 0
do i = 1 to 2700
  do j = 1 to 40
    a = i * 37 + 11
    b = j * 91 + 7
    do while b > 0
      c = a // b
      a = b
      b = c
    end
    sum = sum + a
  end
end
most = 0
do i = 1 to 27000
  n = i
  turns = 0
  do while n \= 1
    if n // 2 = 0 then n = n % 2
    else n = 3 * n + 1
    turns = turns + 1
  end
  if turns > most then most = turns
end
say sum most
