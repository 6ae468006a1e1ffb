/* A gesture of the mouse on the chart, frame by frame: while it lasts the whole plan moves as it would, and
 * its impact stands beside the pointer. Escape or a lost pointer leaves everything as it was. */
import { schedule } from "../engine/schedule.svelte";
import { edgeScroll, attemptOf, gestureOf, rubberOf, type Gesture } from "./gesture";
import { isRefused, type Attempt } from "./edits";
import type { Hit } from "./hit";
import { deciders, type Bubble, type PlanWork } from "./work.svelte";
import type { PlanView } from "./view.svelte";

/** Less is a click. */
const THRESHOLD = 4;

export class ChartDrag {
  gesture: Gesture | null = $state.raw(null);
  /** Beyond the threshold. */
  moving = $state(false);
  card: Bubble | null = $state.raw(null);

  #attempt: Attempt | null = null;
  #from = { x: 0, y: 0 };
  #at = { x: 0, y: 0 };
  #screen = { x: 0, y: 0 };
  #frame = 0;
  #tried = "";

  constructor(
    readonly view: PlanView,
    readonly work: PlanWork,
  ) {}

  begin(hit: Hit, x: number, y: number): void {
    const scene = this.view.baseScene;
    if (!scene) return;
    this.gesture = gestureOf(hit, scene, x, y);
    this.#from = { x, y };
    this.#at = { x, y };
    this.#tried = "";
    this.#attempt = null;
    this.moving = false;
    this.work.hush();
  }

  /** The pointer in the chart and on the screen. */
  move(x: number, y: number, screenX: number, screenY: number): void {
    this.#at = { x, y };
    this.#screen = { x: screenX, y: screenY };
    if (!this.moving && Math.hypot(x - this.#from.x, y - this.#from.y) < THRESHOLD) return;
    this.moving = true;
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#step());
  }

  #step(): void {
    this.#frame = 0;
    const { gesture, view } = this;
    if (!gesture || !view.baseScene) return;
    if (gesture.kind === "pan") {
      view.start = gesture.minute - this.#at.x / view.baseScene.scale.perMinute;
      view.scrollTo(gesture.top + gesture.y - this.#at.y);
      return;
    }
    const beyond = edgeScroll(view.baseScene, this.#at.x);
    if (beyond !== 0 && gesture.kind !== "progress") {
      view.start += beyond;
      this.#frame = requestAnimationFrame(() => this.#step());
    }
    const scene = view.baseScene;
    view.rubber = rubberOf(gesture, scene, this.#at.x, this.#at.y);
    this.#try(attemptOf(gesture, scene, this.#at.x, this.#at.y));
  }

  /** The engine runs only when the edit is another one. */
  #try(attempt: Attempt | null): void {
    const tried = JSON.stringify(attempt);
    this.#attempt = attempt;
    const { x, y } = this.#screen;
    if (tried === this.#tried) {
      if (this.card) this.card = { ...this.card, x, y };
      return;
    }
    this.#tried = tried;
    if (!attempt) {
      this.view.trial = null;
      this.card = null;
      return;
    }
    const { trial, problem } = this.work.trial(attempt);
    this.view.trial = trial;
    const title = isRefused(attempt) ? null : attempt.label;
    const proposedTo = isRefused(attempt) ? null : deciders(attempt.changes);
    this.card = { x, y, title, impact: trial?.impact ?? null, problem, proposedTo };
  }

  /** Answers whether it was a drag, and not a click. */
  drop(): boolean {
    if (this.#frame !== 0) {
      cancelAnimationFrame(this.#frame);
      this.#step();
    }
    const { gesture, moving } = this;
    const attempt = moving ? this.#attempt : null;
    this.#end();
    if (attempt && gesture && gesture.kind !== "pan") this.work.commit(attempt, gesture.task, true);
    return moving;
  }

  cancel(): void {
    this.#end();
  }

  #end(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.gesture = null;
    this.moving = false;
    this.card = null;
    this.view.trial = null;
    this.view.rubber = null;
    schedule.refresh();
  }
}
