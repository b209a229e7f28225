/* money and roots at the nine digits that are usual */
rate = 0.0475 / 12
paid = 0
do house = 1 to 600
  balance = 100000.00 + 250.50 * house
  payment = 560.25 + 1.38 * house
  do month = 1 to 360
    interest = balance * rate
    balance = balance + interest - payment
    paid = paid + interest / 1000
  end
end
root = 0
do i = 1 to 14000
  x = i / 7
  r = 1
  do 8
    r = (r + x / r) / 2
  end
  root = root + r
end
angle = 0.001
total = 0
do 100000
  total = total + angle * 1.5 - angle * angle / 6.25
  angle = angle + 0.00137
end
say balance paid root total
