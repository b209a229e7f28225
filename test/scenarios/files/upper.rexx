/* A filter */
'peekto line'
do while rc = 0
  upper line
  'output' line
  'readto'
  'peekto line'
end
