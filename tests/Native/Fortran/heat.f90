! Heat conduction in a rod; its gradient under schedules with restart data, checked by differences.
program heat
  use, intrinsic :: iso_fortran_env, only: error_unit
  use, intrinsic :: iso_c_binding, only: c_int64_t, c_int32_t
  use schedules
  implicit none

  integer, parameter :: dp = kind(1d0), cells = 20, steps = 50, most = 64
  real(dp), parameter :: d = 0.2_dp, c = 0.01_dp
  real(dp) :: control(cells), gradient(cells), first(cells), up(cells), down(cells), difference
  character(64) :: specs(5)
  character(:), allocatable :: text, plan
  integer :: s, i

  specs = [character(64) :: "revolve steps=50 snapshotsInRam=4", &
    "multistage steps=50 snapshotsInRam=2 snapshotsOnDisk=2", &
    "h-revolve steps=50 slots=2,3 write=0,2 read=0,1", &
    "two-level period=6 binomialSnapshots=2", &
    "online policy=r3 snapshots=5"]
  if (schedules_abi_number() /= SCHEDULES_ABI) error stop "abi"
  control = [(sin(0.4_dp * i), i = 1, cells)]
  do s = 1, size(specs)
    call differentiate(trim(specs(s)), control, gradient)
    if (s == 1) first = gradient
    if (any(gradient /= first)) error stop "another gradient"
  end do
  do i = 1, cells
    up = control
    down = control
    up(i) = up(i) + 1e-5_dp
    down(i) = down(i) - 1e-5_dp
    difference = (objective(up) - objective(down)) / 2e-5_dp
    if (abs(difference - gradient(i)) > 1e-7_dp * (1 + abs(difference))) error stop "the gradient is wrong"
  end do
  call texts()
  print '(a)', "the gradient is right"

contains

  subroutine check(answer)
    integer(c_int32_t), intent(in) :: answer
    if (answer >= 0) return
    write (error_unit, '(a)') schedules_error()
    error stop "refused"
  end subroutine

  subroutine texts()
    integer(c_int64_t) :: run
    type(schedules_facts) :: facts
    type(schedules_counts) :: counts
    type(schedules_level_counts) :: levels(2)
    call check(schedules_open("revolve steps=10 snapshotsInRam=3", run))
    text = schedules_spec(run)
    if (index(text, '"family":"revolve"') == 0) error stop "spec"
    call check(schedules_facts_of(run, facts))
    if (facts%steps /= 10 .or. facts%is_online /= 0) error stop "facts"
    call check(schedules_predict(run, -1_c_int64_t, counts, levels, 2_c_int32_t))
    if (counts%reversed_steps /= 10 .or. levels(2)%writes /= 0) error stop "predict"
    call check(schedules_destroy(run))
    if (schedules_destroy(run) /= SCHEDULES_HANDLE) error stop "destroyed twice"
    if (schedules_open("nix", run) /= SCHEDULES_TEXT) error stop "no such family"
    if (index(schedules_error(), "nix") == 0) error stop "error"
    if (len(schedules_version()) < 5) error stop "version"
    call check(schedules_plan('{"steps":100,"machine":"advance=1","budgets":[10]}', plan))
    if (index(plan, '{"lower_bound"') /= 1) error stop "plan"
  end subroutine

  pure function step(u) result(v)
    real(dp), intent(in) :: u(cells)
    real(dp) :: v(cells), padded(0:cells + 1)
    padded = 0
    padded(1:cells) = u
    v = u + d * (padded(0:cells - 1) - 2 * u + padded(2:cells + 1)) + c * u * u
  end function

  pure function adjoint_step(a, u) result(b)
    real(dp), intent(in) :: a(cells), u(cells)
    real(dp) :: b(cells), padded(0:cells + 1)
    padded = 0
    padded(1:cells) = a
    b = a * (1 - 2 * d + 2 * c * u) + d * (padded(0:cells - 1) + padded(2:cells + 1))
  end function

  real(dp) function objective(control)
    real(dp), intent(in) :: control(cells)
    real(dp) :: u(cells)
    integer :: n
    u = control
    do n = 1, steps
      u = step(u)
    end do
    objective = sum(u * u) / 2
  end function

  ! Restart data only, one step recorded at a time: the state at its start is all that it records.
  subroutine differentiate(spec, control, adjoint)
    character(*), intent(in) :: spec
    real(dp), intent(in) :: control(cells)
    real(dp), intent(out) :: adjoint(cells)
    type(schedules_action) :: action
    type(schedules_position) :: position
    integer(c_int64_t) :: run, judge, n, last
    integer(c_int32_t) :: answer
    real(dp) :: u(cells), recorded(cells), held(cells, 0:1, 0:steps)
    logical :: ended
    call check(schedules_open(spec, run))
    call check(schedules_judge(run, judge))
    u = control
    recorded = 0
    adjoint = 0
    held = 0
    ended = .false.
    do while (.not. ended)
      answer = schedules_next(run, action)
      call check(answer)
      if (answer == 0) exit
      call check(schedules_judge_step(judge, action))
      select case (action%kind)
      case (SCHEDULES_FORWARD)
        last = min(action%n1, int(steps, c_int64_t))
        if (action%write_ics /= 0) held(:, action%to, action%n0) = u
        if (action%write_adj_deps /= 0) recorded = u
        do n = action%n0, last - 1
          u = step(u)
        end do
        call check(schedules_position_of(run, position))
        if (position%max_n < 0 .and. last == steps) then
          call check(schedules_set_length(run, last))
          call check(schedules_judge_set_length(judge, last))
        end if
      case (SCHEDULES_REVERSE)
        adjoint = adjoint_step(adjoint, recorded)
      case (SCHEDULES_COPY, SCHEDULES_MOVE)
        if (action%to == SCHEDULES_WORK) u = held(:, action%from, action%n0)
      case (SCHEDULES_END_FORWARD)
        adjoint = u
      case (SCHEDULES_END_REVERSE)
        ended = .true.
      end select
    end do
    if (.not. ended) error stop "not complete"
    call check(schedules_judge_finish(judge))
    call check(schedules_destroy(judge))
    call check(schedules_destroy(run))
  end subroutine
end program
