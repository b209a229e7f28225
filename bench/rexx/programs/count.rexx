/* the words of a text counted, without case and punctuation */
text.1 = 'It was the best of times, it was the worst of times, it was the age of wisdom,'
text.2 = 'it was the age of foolishness, it was the epoch of belief, it was the epoch of'
text.3 = 'incredulity, it was the season of Light, it was the season of Darkness, it was'
text.4 = 'the spring of hope, it was the winter of despair; we had everything before us.'
times. = 0
kinds = 0
all = 0
do 40000
  do i = 1 to 4
    line = translate(text.i, , ',;.')
    upper line
    do while line \= ''
      parse var line one line
      if times.one = 0 then do
        kinds = kinds + 1
        kind.kinds = one
      end
      times.one = times.one + 1
      all = all + 1
    end
  end
end
most = 1
do i = 2 to kinds
  a = kind.i
  b = kind.most
  if times.a > times.b then most = i
end
best = kind.most
say all kinds best times.best
