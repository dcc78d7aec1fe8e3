import { defineAction } from '../action.ts';
import { turnHome } from '../turn-home.ts';

export default defineAction({ press: turnHome });
