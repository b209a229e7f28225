/* internal functions and subroutines, with and without variables of their own */
say fib(25)
sum = 0
do i = 1 to 250000
  call bump i
  sum = (sum + result + twice(i)) // 100000
end
say sum ack(2, 9)
exit
fib: procedure
  parse arg n
  if n < 2 then return n
  return fib(n - 1) + fib(n - 2)
bump:
  arg value
  return value // 7
twice: procedure expose sum
  return 2 * arg(1) - sum // 3
ack: procedure
  arg m, n
  if m = 0 then return n + 1
  if n = 0 then return ack(m - 1, 1)
  return ack(m - 1, ack(m, n - 1))
