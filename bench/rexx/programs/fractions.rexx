/* money and roots at the nine digits that are usual */
balance = 1000.00
rate = 0.0475 / 12
do month = 1 to 60000
  interest = balance * rate
  balance = balance + interest - 3.16
  if month // 120 = 0 then balance = balance / 1.1 - 500.00
end
root = 0
do i = 1 to 3000
  x = i / 7
  r = 1
  do 8
    r = (r + x / r) / 2
  end
  root = root + r
end
angle = 0.001
total = 0
do 20000
  total = total + angle * 1.5 - angle * angle / 6.25
  angle = angle + 0.00137
end
say trunc(balance / 100) root total
