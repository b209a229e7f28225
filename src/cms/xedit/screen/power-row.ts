/** Row of the screen of POWERINP at which the text begins, from 0: that above shows a message. */
export const POWER_ROW = 2;
