/* e and pi to fifty digits, and a root by Newton */
numeric digits 50
do 200
  e = 1
  term = 1
  do i = 1 to 45
    term = term / i
    e = e + term
  end
end
do 60
  pi = 16 * atan(5) - 4 * atan(239)
end
sum = 0
do i = 1 to 1500
  r = i
  do 9
    r = (r + i / r) / 2
  end
  sum = sum + r * r
end
say e pi sum
exit
atan: procedure
  arg n
  power = 1 / n
  square = n * n
  sum = power
  sign = -1
  do k = 3 by 2 to 75
    power = power / square
    sum = sum + sign * power / k
    sign = -sign
  end
  return sum
