! libschedules in Fortran: what schedules.h declares, by iso_c_binding. Compile this file with yours
! and link with -lschedules. Names, numbers and meaning are those of schedules.h; texts are those of
! Fortran, without a zero at the end.
!
!     use schedules
!     integer(c_int64_t) :: run
!     type(schedules_action) :: a
!     if (schedules_open("revolve steps=1000 snapshotsInRam=20", run) < 0) error stop schedules_error()
!     do while (schedules_next(run, a) == 1)
!       select case (a%kind)
!       case (SCHEDULES_FORWARD)
!         ...
!       end select
!     end do
!     if (schedules_destroy(run) < 0) error stop schedules_error()
!
! Steps are counted from 0.
module schedules
  use, intrinsic :: iso_c_binding, only: c_char, c_double, c_int8_t, c_int32_t, c_int64_t, c_null_char, &
    c_null_ptr, c_ptr, c_size_t, c_f_pointer, c_associated
  implicit none
  private

  integer(c_int32_t), parameter, public :: &
    SCHEDULES_OK = 0, SCHEDULES_NULL = -1, SCHEDULES_HANDLE = -2, SCHEDULES_BUSY = -3, SCHEDULES_TEXT = -4, &
    SCHEDULES_RANGE = -5, SCHEDULES_STATE = -6, SCHEDULES_INVALID = -7, SCHEDULES_OVERFLOW = -8, &
    SCHEDULES_STORE = -9, SCHEDULES_MEMORY = -10, SCHEDULES_INTERNAL = -11
  integer(c_int32_t), parameter, public :: &
    SCHEDULES_NONE = -2, SCHEDULES_WORK = -1, SCHEDULES_RAM = 0, SCHEDULES_DISK = 1
  integer(c_int32_t), parameter, public :: &
    SCHEDULES_FORWARD = 0, SCHEDULES_REVERSE = 1, SCHEDULES_COPY = 2, SCHEDULES_MOVE = 3, &
    SCHEDULES_END_FORWARD = 4, SCHEDULES_END_REVERSE = 5
  integer(c_int64_t), parameter, public :: SCHEDULES_OPEN_END = huge(0_c_int64_t)
  integer(c_int32_t), parameter, public :: SCHEDULES_ABI = 1

  type, bind(c), public :: schedules_action
    integer(c_int64_t) :: n0 = 0, n1 = 0
    integer(c_int32_t) :: kind = 0, from = SCHEDULES_NONE, to = SCHEDULES_NONE
    integer(c_int8_t) :: write_ics = 0, write_adj_deps = 0, clear_adj_deps = 0, reserved = 0
  end type

  type, bind(c), public :: schedules_position
    integer(c_int64_t) :: n = 0, r = 0, max_n = -1
    integer(c_int32_t) :: is_running = 0, is_exhausted = 0, awaits_length = 0, reserved = 0
  end type

  type, bind(c), public :: schedules_facts
    integer(c_int64_t) :: steps = -1, period = -1, adjoints = -1
    integer(c_int32_t) :: is_online = 0, levels = 0
  end type

  type, bind(c), public :: schedules_counts
    integer(c_int64_t) :: forward_steps = 0, recorded_steps = 0, reversed_steps = 0
  end type

  type, bind(c), public :: schedules_level_counts
    integer(c_int64_t) :: writes = 0, reads = 0, deletes = 0
  end type

  interface
    integer(c_int32_t) function schedules_abi_number() bind(c, name="schedules_abi")
      import :: c_int32_t
    end function

    integer(c_int32_t) function schedules_restart(run, other) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      integer(c_int64_t), intent(out) :: other
    end function

    integer(c_int32_t) function schedules_fork(run, other) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      integer(c_int64_t), intent(out) :: other
    end function

    integer(c_int32_t) function schedules_destroy(handle) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: handle
    end function

    integer(c_int32_t) function schedules_next(run, action) bind(c)
      import :: c_int32_t, c_int64_t, schedules_action
      integer(c_int64_t), value :: run
      type(schedules_action), intent(inout) :: action
    end function

    integer(c_int64_t) function schedules_next_batch(run, actions, most) bind(c)
      import :: c_int64_t, schedules_action
      integer(c_int64_t), value :: run
      integer(c_int64_t), value :: most
      type(schedules_action), intent(inout) :: actions(*)
    end function

    integer(c_int32_t) function schedules_set_length(run, n) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run, n
    end function

    integer(c_int32_t) function schedules_position_of(run, position) bind(c)
      import :: c_int32_t, c_int64_t, schedules_position
      integer(c_int64_t), value :: run
      type(schedules_position), intent(out) :: position
    end function

    integer(c_int32_t) function schedules_facts_of(run, facts) bind(c)
      import :: c_int32_t, c_int64_t, schedules_facts
      integer(c_int64_t), value :: run
      type(schedules_facts), intent(out) :: facts
    end function

    integer(c_int32_t) function schedules_uses(run, storage) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      integer(c_int32_t), value :: storage
    end function

    integer(c_int64_t) function schedules_limit(run, storage) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      integer(c_int32_t), value :: storage
    end function

    integer(c_int32_t) function schedules_predict(run, adjoints, counts, levels, most) bind(c)
      import :: c_int32_t, c_int64_t, schedules_counts, schedules_level_counts
      integer(c_int64_t), value :: run, adjoints
      type(schedules_counts), intent(out) :: counts
      integer(c_int32_t), value :: most
      type(schedules_level_counts), intent(inout) :: levels(*)
    end function

    integer(c_int32_t) function schedules_cost(run, cost) bind(c)
      import :: c_double, c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      real(c_double), intent(out) :: cost
    end function

    integer(c_int32_t) function schedules_judge(run, judge) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: run
      integer(c_int64_t), intent(out) :: judge
    end function

    integer(c_int32_t) function schedules_judge_step(judge, action) bind(c)
      import :: c_int32_t, c_int64_t, schedules_action
      integer(c_int64_t), value :: judge
      type(schedules_action), intent(in) :: action
    end function

    integer(c_int32_t) function schedules_judge_set_length(judge, n) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: judge, n
    end function

    integer(c_int32_t) function schedules_judge_finish(judge) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: judge
    end function

    integer(c_int64_t) function schedules_judge_units(judge, level) bind(c)
      import :: c_int32_t, c_int64_t
      integer(c_int64_t), value :: judge
      integer(c_int32_t), value :: level
    end function
  end interface

  interface
    integer(c_int32_t) function c_open(spec, run) bind(c, name="schedules_open")
      import :: c_char, c_int32_t, c_int64_t
      character(kind=c_char), intent(in) :: spec(*)
      integer(c_int64_t), intent(out) :: run
    end function

    integer(c_int32_t) function c_plan(request, plan) bind(c, name="schedules_plan")
      import :: c_char, c_int32_t, c_ptr
      character(kind=c_char), intent(in) :: request(*)
      type(c_ptr), intent(out) :: plan
    end function

    subroutine c_free(text) bind(c, name="schedules_free")
      import :: c_ptr
      type(c_ptr), value :: text
    end subroutine

    integer(c_int64_t) function c_error(text, size) bind(c, name="schedules_error")
      import :: c_char, c_int64_t
      character(kind=c_char), intent(inout) :: text(*)
      integer(c_int64_t), value :: size
    end function

    integer(c_int64_t) function c_version(text, size) bind(c, name="schedules_version")
      import :: c_char, c_int64_t
      character(kind=c_char), intent(inout) :: text(*)
      integer(c_int64_t), value :: size
    end function

    integer(c_int64_t) function c_spec(run, text, size) bind(c, name="schedules_spec")
      import :: c_char, c_int64_t
      integer(c_int64_t), value :: run
      character(kind=c_char), intent(inout) :: text(*)
      integer(c_int64_t), value :: size
    end function

    integer(c_size_t) function c_strlen(text) bind(c, name="strlen")
      import :: c_ptr, c_size_t
      type(c_ptr), value :: text
    end function
  end interface

  public :: schedules_abi_number, schedules_restart, schedules_fork, schedules_destroy, schedules_next, &
    schedules_next_batch, schedules_set_length, schedules_position_of, schedules_facts_of, schedules_uses, &
    schedules_limit, schedules_predict, schedules_cost, schedules_judge, schedules_judge_step, &
    schedules_judge_set_length, schedules_judge_finish, schedules_judge_units
  public :: schedules_open, schedules_error, schedules_version, schedules_spec, schedules_plan

contains

  integer(c_int32_t) function schedules_open(spec, run)
    character(*), intent(in) :: spec
    integer(c_int64_t), intent(out) :: run
    schedules_open = c_open(trim(spec) // c_null_char, run)
  end function

  function schedules_error() result(text)
    character(:), allocatable :: text
    character(kind=c_char) :: room(4096)
    integer(c_int64_t) :: length
    length = c_error(room, size(room, kind=c_int64_t))
    text = of_bytes(room(:size(room) - 1), length)
  end function

  function schedules_version() result(text)
    character(:), allocatable :: text
    character(kind=c_char) :: room(64)
    integer(c_int64_t) :: length
    length = c_version(room, size(room, kind=c_int64_t))
    text = of_bytes(room(:size(room) - 1), length)
  end function

  ! Empty if the call is refused: schedules_error says why.
  function schedules_spec(run) result(text)
    integer(c_int64_t), intent(in) :: run
    character(:), allocatable :: text
    character(kind=c_char), allocatable :: room(:)
    integer(c_int64_t) :: length
    allocate (room(1))
    length = c_spec(run, room, 0_c_int64_t)
    if (length < 0) then
      text = ""
      return
    end if
    deallocate (room)
    allocate (room(length + 1))
    length = c_spec(run, room, length + 1)
    text = of_bytes(room, length)
  end function

  integer(c_int32_t) function schedules_plan(request, plan)
    character(*), intent(in) :: request
    character(:), allocatable, intent(out) :: plan
    type(c_ptr) :: answer
    character(kind=c_char), pointer :: bytes(:)
    integer(c_int64_t) :: length
    plan = ""
    schedules_plan = c_plan(trim(request) // c_null_char, answer)
    if (schedules_plan < 0 .or. .not. c_associated(answer)) return
    length = int(c_strlen(answer), c_int64_t)
    call c_f_pointer(answer, bytes, [length])
    plan = of_bytes(bytes, length)
    call c_free(answer)
  end function

  pure function of_bytes(bytes, length) result(text)
    character(kind=c_char), intent(in) :: bytes(:)
    integer(c_int64_t), intent(in) :: length
    character(:), allocatable :: text
    integer(c_int64_t) :: at, most
    most = max(0_c_int64_t, min(length, size(bytes, kind=c_int64_t)))
    allocate (character(most) :: text)
    do at = 1, most
      text(at:at) = bytes(at)
    end do
  end function
end module
