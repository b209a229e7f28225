/* a stem with numbers for tails: primes by the sieve, and sums of a column */
n = 100000
do 10
  prime. = 1
  do i = 2 while i * i <= n
    if prime.i then do j = i * i to n by i
      prime.j = 0
    end
  end
  count = 0
  do i = 2 to n
    if prime.i then do
      count = count + 1
      found.count = i
    end
  end
end
sum = 0
do i = 1 to count
  sum = sum + found.i
end
say count sum
