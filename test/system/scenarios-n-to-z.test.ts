/** Half of the scenarios over the real ssh: halves are played beside each other. */
import { playOverSsh } from './real-stage.js';

playOverSsh('n', 'z');
